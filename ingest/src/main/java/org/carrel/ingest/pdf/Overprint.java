package org.carrel.ingest.pdf;

import java.util.HashMap;
import java.util.Map;
import org.apache.pdfbox.text.TextPosition;

/**
 * Tells glyphs that are drawn over themselves, as some writers do for bold type. PDFBox can do the
 * same, but searches a tree for every glyph, which takes a fifth of the time that a page does.
 */
final class Overprint {

    /** Part of its width by which a glyph is off the one that it is drawn over, at most. */
    private static final float TOLERANCE = 0.3f;

    /** In the page's units; wider than the tolerance of all but large letters. */
    private static final float CELL = 4;

    private final Map<Cell, TextPosition> drawn = new HashMap<>();

    private record Cell(String text, int x, int y) {

        /** Spread: letters and places are small numbers, whose plain sum meets all the time. */
        @Override
        public int hashCode() {
            return (text.hashCode() * 31 + x) * 0x9E3779B9 + y * 0x85EBCA6B;
        }
    }

    /** Whether the same glyph stands there; if not, it does from now on. */
    boolean repeats(TextPosition glyph) {
        if (glyph.getUnicode().isBlank()) {
            return false;
        }
        float x = glyph.getTextMatrix().getTranslateX();
        float y = glyph.getTextMatrix().getTranslateY();
        float width = Math.abs(glyph.getEndX() - x) + Math.abs(glyph.getEndY() - y);
        float tolerance = Math.min(CELL, TOLERANCE * width);
        for (int cellX = cell(x - tolerance); cellX <= cell(x + tolerance); cellX++) {
            for (int cellY = cell(y - tolerance); cellY <= cell(y + tolerance); cellY++) {
                TextPosition other = drawn.get(new Cell(glyph.getUnicode(), cellX, cellY));
                if (other != null
                        && Math.abs(other.getTextMatrix().getTranslateX() - x) <= tolerance
                        && Math.abs(other.getTextMatrix().getTranslateY() - y) <= tolerance) {
                    return true;
                }
            }
        }
        drawn.put(new Cell(glyph.getUnicode(), cell(x), cell(y)), glyph);
        return false;
    }

    void clear() {
        drawn.clear();
    }

    private static int cell(float at) {
        return (int) Math.floor(at / CELL);
    }
}
