package org.carrel.ingest.pdf;

import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.text.TextPosition;
import org.apache.pdfbox.util.Matrix;
import org.carrel.ingest.layout.Box;
import org.carrel.ingest.layout.LineText;
import org.carrel.ingest.layout.PageLayout;

/**
 * Cuts a run of glyphs into words. PDFBox hands over runs in which a space may be a glyph, with a
 * text that is not always the glyphs' own: presentation forms are replaced, and what is read from
 * right to left is put into its order.
 */
final class DrawnWords {

    /** Part of a space's width. */
    private static final float SEEN = 0.3f;

    private DrawnWords() {}

    static void write(
            String text, List<TextPosition> glyphs, GlyphBoxes boxes, PageLayout.Builder page) {
        if (!isPlain(text, glyphs)) {
            writeChanged(text, glyphs, boxes, page);
            return;
        }
        StringBuilder word = new StringBuilder();
        Box around = null;
        for (int i = 0; i < glyphs.size(); i++) {
            TextPosition glyph = glyphs.get(i);
            String unicode = glyph.getVisuallyOrderedUnicode();
            if (!isWhite(unicode)) {
                word.append(unicode);
                Box box = boxes.box(glyph);
                around = around == null ? box : around.and(box);
            } else if (around != null && separates(glyphs, i)) {
                page.words(word.toString(), around);
                word.setLength(0);
                around = null;
            }
        }
        if (around != null) {
            page.words(word.toString(), around);
        }
    }

    /** Whether a space is seen: some writers set one and go back over it within a word. */
    private static boolean separates(List<TextPosition> glyphs, int space) {
        if (space + 1 == glyphs.size()) {
            return true;
        }
        TextPosition glyph = glyphs.get(space);
        Matrix from = glyph.getTextMatrix();
        Matrix to = glyphs.get(space + 1).getTextMatrix();
        float step =
                Math.abs(to.getTranslateX() - from.getTranslateX())
                        + Math.abs(to.getTranslateY() - from.getTranslateY());
        float width =
                Math.abs(glyph.getEndX() - from.getTranslateX())
                        + Math.abs(glyph.getEndY() - from.getTranslateY());
        return step >= SEEN * width;
    }

    private static boolean isPlain(String text, List<TextPosition> glyphs) {
        int at = 0;
        for (TextPosition glyph : glyphs) {
            String unicode = glyph.getVisuallyOrderedUnicode();
            if (!text.startsWith(unicode, at)) {
                return false;
            }
            at += unicode.length();
        }
        return at == text.length();
    }

    /** Words and groups of glyphs are matched by their order, or else share the run's box. */
    private static void writeChanged(
            String text, List<TextPosition> glyphs, GlyphBoxes boxes, PageLayout.Builder page) {
        List<Box> groups = groups(glyphs, boxes);
        if (groups.isEmpty()) {
            return;
        }
        String[] words = LineText.words(text);
        boolean leftwards = text.codePoints().anyMatch(DrawnWords::isLeftwards);
        boolean rightwards =
                text.codePoints().anyMatch(c -> Character.isLetter(c) && !isLeftwards(c));
        boolean matched = words.length == groups.size() && !(leftwards && rightwards);
        Box all = groups.stream().reduce(Box::and).orElseThrow();
        for (int i = 0; i < words.length; i++) {
            int group = leftwards ? words.length - 1 - i : i;
            page.words(words[i], matched ? groups.get(group) : all);
        }
    }

    private static List<Box> groups(List<TextPosition> glyphs, GlyphBoxes boxes) {
        List<Box> groups = new ArrayList<>();
        boolean open = false;
        for (TextPosition glyph : glyphs) {
            if (isWhite(glyph.getVisuallyOrderedUnicode())) {
                open = false;
                continue;
            }
            Box box = boxes.box(glyph);
            groups.add(open ? groups.removeLast().and(box) : box);
            open = true;
        }
        return groups;
    }

    private static boolean isLeftwards(int c) {
        byte direction = Character.getDirectionality(c);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }

    private static boolean isWhite(String unicode) {
        for (int i = 0; i < unicode.length(); i++) {
            if (!LineText.isWhite(unicode.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
