package org.carrel.ingest.tika;

import java.io.Serializable;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.tika.parser.html.HtmlMapper;
import org.jspecify.annotations.Nullable;

/**
 * Keeps every element of an HTML page and the two attributes that hide one, so that the reader of
 * the output can leave hidden text out. Tika's own mapper drops those attributes, and hidden text
 * then looks like any other: a place for words that only a machine is meant to read.
 */
final class VisibleHtml implements HtmlMapper, Serializable {

    private static final long serialVersionUID = 1L;
    private static final Pattern PLAIN = Pattern.compile("[a-z][a-z0-9]*");
    private static final Set<String> DROPPED =
            Set.of("script", "style", "noscript", "template", "object", "svg", "math");

    /** Names that XML would not take, such as {@code o:p} or {@code 300}, become a span. */
    @Override
    public String mapSafeElement(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return PLAIN.matcher(lower).matches() ? lower : "span";
    }

    @Override
    public boolean isDiscardElement(String name) {
        return DROPPED.contains(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public @Nullable String mapSafeAttribute(String elementName, String attributeName) {
        String name = attributeName.toLowerCase(Locale.ROOT);
        return name.equals("style") || name.equals("hidden") ? name : null;
    }
}
