package org.carrel.ingest.clinical;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.carrel.ingest.RefusalReason;
import org.carrel.ingest.RefusedException;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/** The XHTML in FHIR's narratives; much of what is found there is HTML, so it is read as that. */
final class Xhtml {

    private Xhtml() {}

    static Markup of(String div) {
        return element(Jsoup.parseBodyFragment(div).body(), 0);
    }

    private static Markup element(Element element, int depth) {
        if (depth > MarkupReader.MAX_DEPTH) {
            throw new RefusedException(RefusalReason.TOO_COMPLEX);
        }
        Map<String, String> attributes = new HashMap<>();
        element.attributes().forEach(each -> attributes.put(each.getKey(), each.getValue()));
        List<Node> content = new ArrayList<>();
        for (org.jsoup.nodes.Node child : element.childNodes()) {
            if (child instanceof Element inner && !isHidden(inner)) {
                content.add(element(inner, depth + 1));
            } else if (child instanceof TextNode text) {
                content.add(new Node.Characters(text.getWholeText()));
            }
        }
        return new Markup(element.normalName(), attributes, content);
    }

    private static boolean isHidden(Element element) {
        String style = element.attr("style").replaceAll("\\s", "").toLowerCase(Locale.ROOT);
        return element.hasAttr("hidden")
                || style.contains("display:none")
                || style.contains("visibility:hidden");
    }
}
