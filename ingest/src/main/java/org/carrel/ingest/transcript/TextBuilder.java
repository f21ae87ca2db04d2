package org.carrel.ingest.transcript;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.carrel.ingest.Heading;
import org.carrel.ingest.Page;
import org.carrel.ingest.RefusalReason;
import org.carrel.ingest.RefusedException;
import org.carrel.ingest.Span;
import org.carrel.ingest.Word;

/**
 * Writes the canonical text: runs of white space become one separator (space, tab, line, empty
 * line), control characters and the invisible marks that reorder text are left out, lone surrogates
 * become U+FFFD. The Greek question mark, with which some PDF fonts print a semicolon, and the
 * Latin ligatures are written plainly, as pdf.js does when it shows the page. All of it happens
 * before an offset is taken, so offsets never move.
 */
public final class TextBuilder {

    private static final int NOTHING = 0;
    private static final int SPACE = 1;
    private static final int TAB = 2;
    private static final int LINE = 3;
    private static final int PARAGRAPH = 4;
    private static final String[] SEPARATORS = {"", " ", "\t", "\n", "\n\n"};

    private final StringBuilder text = new StringBuilder();
    private final List<Page> pages = new ArrayList<>();
    private final List<Word> words = new ArrayList<>();
    private final List<Heading> headings = new ArrayList<>();
    private final List<Span> furniture = new ArrayList<>();
    private final int limit;
    private int pending = NOTHING;
    private int pageStart = -1;
    private float pageWidth;
    private float pageHeight;
    private boolean recognised;
    private int headingStart = -1;
    private int headingLevel;
    private int furnitureStart = -1;
    private char high;
    private boolean marked;

    /**
     * @param limit longest text, in UTF-16 units; more of it is refused as TOO_LARGE
     */
    public TextBuilder(int limit) {
        this.limit = limit;
    }

    public void append(CharSequence characters) {
        for (int i = 0; i < characters.length(); i++) {
            append(characters.charAt(i));
        }
    }

    public void append(char c) {
        if (high != 0) {
            char first = high;
            high = 0;
            if (Character.isLowSurrogate(c)) {
                flushSeparator();
                text.append(first).append(c);
                checkLimit();
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
        checkLimit();
    }

    private void checkLimit() {
        if (text.length() > limit) {
            throw new RefusedException(RefusalReason.TOO_LARGE);
        }
    }

    /**
     * A run of text with its place on the open page; what is dropped from it leaves no word.
     *
     * @param confidence of recognition, or {@link Word#CERTAIN}
     */
    public void word(
            CharSequence characters, float x, float y, float width, float height, int confidence) {
        int start = begin();
        append(characters);
        endSurrogate();
        if (text.length() > start) {
            words.add(new Word(start, text.length(), x, y, width, height, confidence));
        }
    }

    /**
     * Where the next character will stand: whatever separates it from the text before is written.
     */
    public int begin() {
        endSurrogate();
        flushSeparator();
        return text.length();
    }

    /** Where the text written so far ends. */
    public int end() {
        endSurrogate();
        return text.length();
    }

    /**
     * What is written until {@link #endHeading()} is a heading.
     *
     * @param level from 1
     */
    public void startHeading(int level) {
        paragraph();
        headingStart = begin();
        headingLevel = level;
    }

    /** Ends the heading; one without text is none. */
    public void endHeading() {
        int end = end();
        if (headingStart >= 0 && end > headingStart) {
            String label = text.substring(headingStart, end).replace('\n', ' ');
            headings.add(new Heading(headingStart, end, headingLevel, label));
        }
        headingStart = -1;
        paragraph();
    }

    /**
     * Names what follows without a text of its own, such as a long table by its columns, until
     * {@link #endSection} or a heading of this level or above.
     */
    public void startSection(String label, int level) {
        headings.add(new Heading(end(), end(), level, label));
    }

    public void endSection(int level) {
        headings.add(new Heading(end(), end(), level, ""));
    }

    /** What is written until {@link #endFurniture()} is repeated on every page: in no passage. */
    public void startFurniture() {
        furnitureStart = begin();
    }

    public void endFurniture() {
        int end = end();
        if (furnitureStart >= 0 && end > furnitureStart) {
            furniture.add(new Span(furnitureStart, end));
        }
        furnitureStart = -1;
    }

    /** A list item's mark: what follows stays on its line. */
    public void mark(String mark) {
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

    public void space() {
        separate(SPACE);
    }

    public void line() {
        separate(LINE);
    }

    public void paragraph() {
        separate(PARAGRAPH);
    }

    private void separate(int kind) {
        endSurrogate();
        pending = Math.max(pending, kind);
    }

    /** A page of a text without a layout. */
    public void startPage() {
        startPage(0, 0, false);
    }

    /** See {@link Page}. */
    public void startPage(float width, float height, boolean isRecognised) {
        endSurrogate();
        pageWidth = width;
        pageHeight = height;
        recognised = isRecognised;
        coverTail();
        if (!text.isEmpty() && !pages.isEmpty()) {
            text.append("\n\n");
        }
        pageStart = pages.isEmpty() ? 0 : text.length();
        pending = NOTHING;
    }

    public void endPage() {
        endSurrogate();
        pages.add(page(pages.size() + 1, Math.max(pageStart, 0)));
        pending = PARAGRAPH;
    }

    /** What was written after the end of a page belongs to that page. */
    private void coverTail() {
        if (!pages.isEmpty() && pages.getLast().end() < text.length()) {
            Page last = pages.removeLast();
            pages.add(page(last.number(), last.start()));
        }
    }

    private Page page(int number, int start) {
        return new Page(number, start, text.length(), pageWidth, pageHeight, recognised);
    }

    public String text() {
        endSurrogate();
        return text.toString();
    }

    /** The pages written, or the whole text as one. */
    public List<Page> pages() {
        endSurrogate();
        coverTail();
        return pages.isEmpty() ? List.of(new Page(1, 0, text.length())) : List.copyOf(pages);
    }

    public List<Word> words() {
        return List.copyOf(words);
    }

    public List<Heading> headings() {
        return List.copyOf(headings);
    }

    /** Ranges of running heads and feet, in order. */
    public List<Span> furniture() {
        return List.copyOf(furniture);
    }
}
