package org.carrel.ingest.tika;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.carrel.ingest.transcript.TextBuilder;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Reads Tika's XHTML into the canonical text: blocks are apart by an empty line, list items, table
 * rows and breaks by a line, cells by {@code " | "}. Hidden elements are left out.
 */
final class XhtmlReader extends DefaultHandler {

    private static final Set<String> UNSEEN =
            Set.of("head", "title", "script", "style", "noscript", "template", "object");
    private static final Set<String> BLOCKS =
            Set.of(
                    "p",
                    "div",
                    "h1",
                    "h2",
                    "h3",
                    "h4",
                    "h5",
                    "h6",
                    "ul",
                    "ol",
                    "dl",
                    "table",
                    "blockquote",
                    "pre",
                    "section",
                    "article",
                    "header",
                    "footer",
                    "main",
                    "aside",
                    "address",
                    "figure",
                    "form",
                    "fieldset",
                    "hr",
                    "body");

    /** Between the parts of these, white space is the writer's layout. */
    private static final Set<String> FRAMES =
            Set.of("table", "thead", "tbody", "tfoot", "tr", "ul", "ol", "dl");

    private static final Set<String> LINES =
            Set.of("li", "tr", "dt", "dd", "caption", "figcaption", "option");

    private final TextBuilder out;
    private final boolean paged;
    private final boolean lineFeedsAreSpaces;
    private final Deque<Integer> numbering = new ArrayDeque<>();
    private final Deque<String> open = new ArrayDeque<>();
    private int unseen;
    private int cells;
    private int preformatted;
    private boolean firstCell;
    private int pageDepth;
    private int depth;

    private XhtmlReader(TextBuilder out, boolean paged, boolean lineFeedsAreSpaces) {
        this.out = out;
        this.paged = paged;
        this.lineFeedsAreSpaces = lineFeedsAreSpaces;
    }

    /**
     * @param paged whether {@code div.page} opens a page of the outcome
     * @param html whether line feeds in the source mean nothing, as in HTML
     */
    static void read(String xhtml, TextBuilder out, boolean paged, boolean html)
            throws SAXException {
        try {
            SAXParserFactory factory = SAXParserFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.newSAXParser()
                    .parse(
                            new InputSource(new StringReader(xhtml)),
                            new XhtmlReader(out, paged, html));
        } catch (ParserConfigurationException | IOException e) {
            throw new SAXException("the XML parser of the JDK cannot be used", e);
        }
    }

    @Override
    public void startElement(String uri, String local, String qualified, Attributes attributes) {
        String name = qualified.toLowerCase(Locale.ROOT);
        depth++;
        if (unseen > 0 || isUnseen(name, attributes)) {
            unseen++;
            return;
        }
        switch (name) {
            case "td", "th" -> startCell();
            case "ul" -> numbering.push(-1);
            case "ol" -> numbering.push(0);
            case "pre" -> preformatted++;
            case "br" -> lineBreak();
            case "div" -> {
                if (paged && pageDepth == 0 && "page".equals(attributes.getValue("class"))) {
                    pageDepth = depth;
                    out.startPage();
                }
            }
            default -> {}
        }
        open.push(name);
        separate(name);
        if (name.equals("li")) {
            mark();
        }
    }

    @Override
    public void endElement(String uri, String local, String qualified) {
        String name = qualified.toLowerCase(Locale.ROOT);
        if (unseen > 0) {
            unseen--;
            depth--;
            return;
        }
        open.pop();
        separate(name);
        switch (name) {
            case "td", "th" -> cells--;
            case "ul", "ol" -> numbering.poll();
            case "pre" -> preformatted--;
            default -> {}
        }
        if (depth == pageDepth) {
            pageDepth = 0;
            out.endPage();
        }
        depth--;
    }

    @Override
    public void characters(char[] buffer, int start, int length) {
        if (unseen > 0) {
            return;
        }
        boolean frame = open.isEmpty() || FRAMES.contains(open.getFirst());
        boolean flat = frame || cells > 0 || lineFeedsAreSpaces && preformatted == 0;
        for (int i = start; i < start + length; i++) {
            boolean layout = buffer[i] == '\n' || buffer[i] == '\t';
            out.append(flat && layout ? ' ' : buffer[i]);
        }
    }

    @Override
    public void ignorableWhitespace(char[] buffer, int start, int length) {
        characters(buffer, start, length);
    }

    private static boolean isUnseen(String name, Attributes attributes) {
        if (UNSEEN.contains(name) || attributes.getIndex("hidden") >= 0) {
            return true;
        }
        String style = attributes.getValue("style");
        if (style == null) {
            return false;
        }
        String flat = style.replaceAll("\\s", "").toLowerCase(Locale.ROOT);
        return flat.contains("display:none") || flat.contains("visibility:hidden");
    }

    private void separate(String name) {
        if (name.equals("tr")) {
            firstCell = true;
        }
        boolean block = BLOCKS.contains(name);
        if (cells > 0 && (block || LINES.contains(name))) {
            out.space();
        } else if (block && numbering.size() > 1 && (name.equals("ul") || name.equals("ol"))) {
            out.line();
        } else if (block) {
            out.paragraph();
        } else if (LINES.contains(name)) {
            out.line();
        }
    }

    private void lineBreak() {
        if (cells > 0) {
            out.space();
        } else {
            out.line();
        }
    }

    private void startCell() {
        if (!firstCell && cells == 0) {
            out.append(" | ");
        }
        firstCell = false;
        cells++;
    }

    /** What a browser shows before a list item; a reader refers to it ("under 3"). */
    private void mark() {
        int last = numbering.isEmpty() ? -1 : numbering.pop();
        out.mark(last < 0 ? "\u2022" : (last + 1) + ".");
        numbering.push(last < 0 ? -1 : last + 1);
    }
}
