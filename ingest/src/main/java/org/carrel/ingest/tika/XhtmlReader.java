package org.carrel.ingest.tika;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.carrel.ingest.RefusedException;
import org.carrel.ingest.transcript.TextBuilder;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Writes Tika's XHTML events as canonical text: blocks are apart by an empty line, list items,
 * table rows and breaks by a line, cells by {@code " | "}. Headings, slides, running heads and the
 * columns of a table are told to the text as such. Hidden elements are left out.
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

    /** What Tika calls the parts of a page that repeat, in Word and PowerPoint files. */
    private static final Set<String> FURNITURE =
            Set.of(
                    "header",
                    "footer",
                    "slide-header",
                    "slide-footer",
                    "slide-note-header",
                    "slide-note-footer",
                    "slide-master-content");

    private static final Pattern HEADING = Pattern.compile("h[1-6]");
    private static final Pattern HIDDEN =
            Pattern.compile(
                    "display:none|visibility:(?:hidden|collapse)|mso-hide:all"
                            + "|font-size:0(?:\\.0+)?(?:px|pt|em|rem|%)?(?:;|!|$)");

    private final TextBuilder out;
    private final boolean lineFeedsAreSpaces;
    private final char unknown;
    private final Runnable beforeText;
    private final TableColumns columns;
    private final Deque<Integer> numbering = new ArrayDeque<>();
    private final Deque<String> open = new ArrayDeque<>();
    private boolean started;
    private int unseen;
    private int cells;
    private int emptyCells;
    private int preformatted;
    private boolean firstCell;
    private int depth;
    private int slideDepth;
    private boolean slideOpen;
    private int headingDepth;
    private int furnitureDepth;
    private boolean furnitureExpected;
    private boolean titleExpected;
    private boolean titleOpen;
    private @Nullable RefusedException refused;

    /**
     * @param lineFeedsAreSpaces whether line feeds in the source mean nothing, as in HTML
     * @param unknown stands for characters that XML does not take, and is left out; 0 for none
     * @param beforeText is called once, before the first visible character
     */
    XhtmlReader(TextBuilder out, boolean lineFeedsAreSpaces, char unknown, Runnable beforeText) {
        this.out = out;
        this.unknown = unknown;
        this.lineFeedsAreSpaces = lineFeedsAreSpaces;
        this.beforeText = beforeText;
        this.columns = new TableColumns(out);
    }

    @Override
    public void startElement(String uri, String local, String qualified, Attributes attributes) {
        String name = name(local, qualified);
        depth++;
        if (unseen > 0 || isUnseen(name, attributes)) {
            unseen++;
            return;
        }
        switch (name) {
            case "td", "th" -> startCell();
            case "table" -> columns.startTable();
            case "ul" -> numbering.push(-1);
            case "ol" -> numbering.push(0);
            case "pre" -> preformatted++;
            case "br" -> lineBreak();
            default -> {}
        }
        open.push(name);
        separate(name);
        String role = attributes.getValue("class");
        startRole(name, role == null ? "" : role);
        if (name.equals("li")) {
            mark();
        }
    }

    private void startRole(String name, String role) {
        if (role.equals("slide") || role.equals("slide-content")) {
            startSlide();
        } else if (furnitureDepth == 0 && cells == 0 && FURNITURE.contains(role)) {
            furnitureDepth = depth;
            furnitureExpected = true;
        } else if (HEADING.matcher(name).matches() && isPlain()) {
            headingDepth = depth;
            titleExpected = false;
            out.startHeading(name.charAt(1) - '0');
        }
    }

    private boolean isPlain() {
        return cells == 0 && headingDepth == 0 && furnitureDepth == 0 && !titleOpen;
    }

    private void startSlide() {
        titleExpected = true;
        if (slideDepth > 0) {
            return; // The content of a slide that has begun.
        }
        endSlide();
        slideDepth = depth;
        slideOpen = true;
        out.startPage();
    }

    /** Notes and comments that follow a slide are on its page, so it ends with the next one. */
    private void endSlide() {
        if (slideOpen) {
            out.endPage();
        }
        slideOpen = false;
    }

    @Override
    public void endElement(String uri, String local, String qualified) {
        if (unseen > 0) {
            unseen--;
            depth--;
            return;
        }
        String name = name(local, qualified);
        open.poll();
        endRole();
        separate(name);
        switch (name) {
            case "td", "th" -> endCell();
            case "tr" -> {
                if (cells == 0) {
                    columns.endRow();
                }
            }
            case "table" -> columns.endTable();
            case "ul", "ol" -> numbering.poll();
            case "pre" -> preformatted--;
            default -> {}
        }
        depth--;
    }

    private void endRole() {
        if (depth == headingDepth) {
            headingDepth = 0;
            out.endHeading();
        }
        if (depth == furnitureDepth) {
            furnitureDepth = 0;
            furnitureExpected = false;
            out.endFurniture();
        }
        if (depth == slideDepth) {
            slideDepth = 0;
        }
    }

    @Override
    public void endDocument() {
        endTitle();
        endSlide();
    }

    /**
     * Throws again what this reader refused: some parsers go on after any exception.
     *
     * @throws RefusedException when the text was too long
     */
    void check() {
        if (refused != null) {
            throw refused;
        }
    }

    @Override
    public void characters(char[] buffer, int start, int length) {
        check();
        try {
            write(buffer, start, length);
        } catch (RefusedException e) {
            refused = e;
            throw e;
        }
    }

    private void write(char[] buffer, int start, int length) {
        if (unseen > 0) {
            return;
        }
        if (!isBlank(buffer, start, length)) {
            beforeVisible();
        }
        boolean frame = open.isEmpty() || FRAMES.contains(open.getFirst());
        boolean flat = frame || cells > 0 || lineFeedsAreSpaces && preformatted == 0;
        for (int i = start; i < start + length; i++) {
            boolean layout = buffer[i] == '\n' || buffer[i] == '\t';
            if (buffer[i] != unknown) {
                out.append(flat && layout ? ' ' : buffer[i]);
            }
        }
        if (cells == 1) {
            columns.characters(buffer, start, length);
        }
    }

    @Override
    public void ignorableWhitespace(char[] buffer, int start, int length) {
        characters(buffer, start, length);
    }

    private void beforeVisible() {
        if (!started) {
            started = true;
            beforeText.run();
        }
        if (furnitureExpected) {
            furnitureExpected = false;
            out.startFurniture();
        }
        for (; emptyCells > 0; emptyCells--) {
            out.append(" | ");
        }
        if (titleExpected && isPlain()) {
            titleOpen = true;
            out.startHeading(1);
        }
        titleExpected = false;
    }

    private static boolean isBlank(char[] buffer, int start, int length) {
        for (int i = start; i < start + length; i++) {
            if (!Character.isWhitespace(buffer[i]) && buffer[i] != '\u00A0') {
                return false;
            }
        }
        return true;
    }

    private static String name(String local, String qualified) {
        return (qualified.isEmpty() ? local : qualified).toLowerCase(Locale.ROOT);
    }

    private static boolean isUnseen(String name, Attributes attributes) {
        if (UNSEEN.contains(name) || attributes.getIndex("hidden") >= 0) {
            return true;
        }
        String style = attributes.getValue("style");
        return style != null
                && HIDDEN.matcher(style.replaceAll("\\s", "").toLowerCase(Locale.ROOT)).find();
    }

    private void separate(String name) {
        if (name.equals("tr") && cells == 0) {
            firstCell = true;
            emptyCells = 0;
        }
        boolean block = BLOCKS.contains(name);
        if (block) {
            endTitle();
        }
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

    private void endTitle() {
        if (titleOpen) {
            titleOpen = false;
            out.endHeading();
        }
    }

    private void lineBreak() {
        if (cells > 0) {
            out.space();
        } else {
            out.line();
        }
    }

    /** The border before a cell is written with its text: a row does not end in empty cells. */
    private void startCell() {
        if (cells == 0) {
            emptyCells += firstCell ? 0 : 1;
            firstCell = false;
            columns.startCell();
        }
        cells++;
    }

    private void endCell() {
        cells--;
        if (cells == 0) {
            columns.endCell();
        }
    }

    /** What a browser shows before a list item; a reader refers to it ("under 3"). */
    private void mark() {
        int last = numbering.isEmpty() ? -1 : numbering.pop();
        if (cells == 0) {
            beforeVisible();
        }
        out.mark(last < 0 ? "\u2022" : (last + 1) + ".");
        numbering.push(last < 0 ? -1 : last + 1);
    }
}
