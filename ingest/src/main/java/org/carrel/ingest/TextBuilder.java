package org.carrel.ingest;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the canonical text: runs of white space become one separator (space, tab, line, empty
 * line), control characters and the invisible marks that reorder text are left out, lone surrogates
 * become U+FFFD. The Greek question mark, with which some PDF fonts print a semicolon, and the
 * Latin ligatures are written plainly, as pdf.js does when it shows the page. All of it happens
 * before an offset is taken, so offsets never move.
 */
final class TextBuilder {

    private static final int NOTHING = 0;
    private static final int SPACE = 1;
    private static final int TAB = 2;
    private static final int LINE = 3;
    private static final int PARAGRAPH = 4;
    private static final String[] SEPARATORS = {"", " ", "\t", "\n", "\n\n"};

    private final StringBuilder text = new StringBuilder();
    private final List<Page> pages = new ArrayList<>();
    private int pending = NOTHING;
    private int pageStart = -1;
    private char high;
    private boolean marked;
    private @Nullable String heading;

    void append(CharSequence characters) {
        for (int i = 0; i < characters.length(); i++) {
            append(characters.charAt(i));
        }
    }

    void append(char c) {
        if (high != 0) {
            char first = high;
            high = 0;
            if (Character.isLowSurrogate(c)) {
                flushSeparator();
                text.append(first).append(c);
                return;
            }
            visible('\uFFFD');
        }
        if (Character.isHighSurrogate(c)) {
            high = c;
        } else if (c == '\n' || c == '\u2028' || c == '\u2029' || c == '\f') {
            pending = pending >= LINE ? PARAGRAPH : LINE;
        } else if (c == '\t') {
            pending = Math.max(pending, TAB);
        } else if (c == ' ' || c == '\r' || Character.getType(c) == Character.SPACE_SEPARATOR) {
            pending = Math.max(pending, SPACE);
        } else if (c == '\u037E') {
            visible(';');
        } else if (c >= '\uFB00' && c <= '\uFB06') {
            append(Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFKC));
        } else if (!isDropped(c)) {
            visible(Character.isLowSurrogate(c) ? '\uFFFD' : c);
        }
    }

    private void visible(char c) {
        flushSeparator();
        text.append(c);
    }

    /** A line before the text that follows; left out when none follows before the next heading. */
    void heading(String line) {
        paragraph();
        heading = line;
    }

    /** A list item's mark: what follows stays on its line. */
    void mark(String mark) {
        append(mark);
        marked = true;
    }

    private static boolean isDropped(char c) {
        return Character.isISOControl(c)
                || c == '\uFEFF'
                || c == '\u200B'
                || c >= '\u202A' && c <= '\u202E'
                || c >= '\u2066' && c <= '\u2069'
                || c >= '\uFFFE';
    }

    private void flushSeparator() {
        if (heading != null) {
            String line = heading;
            heading = null;
            append(line);
            endSurrogate();
            pending = PARAGRAPH;
        }
        int origin = Math.max(pageStart, 0);
        if (text.length() > origin) {
            text.append(SEPARATORS[marked ? SPACE : pending]);
        }
        pending = NOTHING;
        marked = false;
    }

    private void endSurrogate() {
        if (high != 0) {
            high = 0;
            visible('\uFFFD');
        }
    }

    void space() {
        separate(SPACE);
    }

    void line() {
        separate(LINE);
    }

    void paragraph() {
        separate(PARAGRAPH);
    }

    private void separate(int kind) {
        endSurrogate();
        pending = Math.max(pending, kind);
    }

    void startPage() {
        endSurrogate();
        coverTail();
        if (!text.isEmpty() && !pages.isEmpty()) {
            text.append("\n\n");
        }
        pageStart = pages.isEmpty() ? 0 : text.length();
        pending = NOTHING;
    }

    void endPage() {
        endSurrogate();
        pages.add(new Page(pages.size() + 1, Math.max(pageStart, 0), text.length()));
        pending = PARAGRAPH;
    }

    /** What was written after the end of a page belongs to that page. */
    private void coverTail() {
        if (!pages.isEmpty() && pages.getLast().end() < text.length()) {
            Page last = pages.removeLast();
            pages.add(new Page(last.number(), last.start(), text.length()));
        }
    }

    String text() {
        endSurrogate();
        return text.toString();
    }

    /** The pages written, or the whole text as one. */
    List<Page> pages() {
        endSurrogate();
        coverTail();
        return pages.isEmpty() ? List.of(new Page(1, 0, text.length())) : List.copyOf(pages);
    }
}
