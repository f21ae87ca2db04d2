package org.carrel.ingest.pdf;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.pdfbox.text.TextPosition;
import org.apache.pdfbox.util.Matrix;
import org.carrel.ingest.layout.Box;
import org.carrel.ingest.layout.PageLayout;
import org.jspecify.annotations.Nullable;

/**
 * Text that is not upright on the page as shown: a table set sideways, a stamp across the page.
 * PDFBox would put each of its letters on a line of its own; here glyphs that follow each other
 * along their own direction are a line, in the order in which they are drawn.
 */
final class TurnedText {

    /** Steeper than this the glyphs of a line no longer overlap in height. */
    private static final float UPRIGHT = 0.1f;

    /** Gaps and steps in parts of the glyphs' size. */
    private static final float WORD_GAP = 0.2f;

    private static final float LINE_GAP = 3f;
    private static final float LINE_STEP = 0.5f;
    private static final float PARAGRAPH_STEP = 2f;

    private final List<TextPosition> glyphs = new ArrayList<>();

    /** Whether the stripper's own lines hold this glyph. */
    static boolean isUpright(TextPosition glyph, int rotation) {
        Matrix text = glyph.getTextMatrix();
        float x = text.getScaleX();
        float y = text.getShearY();
        float shownX =
                switch (rotation) {
                    case 90 -> y;
                    case 180 -> -x;
                    case 270 -> -y;
                    default -> x;
                };
        float shownY = rotation == 90 || rotation == 270 ? x : y;
        return glyph.getFont().isVertical() || shownX > 0 && Math.abs(shownY) <= UPRIGHT * shownX;
    }

    void add(TextPosition glyph) {
        glyphs.add(glyph);
    }

    void removeIf(Predicate<TextPosition> condition) {
        glyphs.removeIf(condition);
    }

    /** Writes the lines and forgets them. */
    void writeTo(PageLayout.Builder page, GlyphBoxes boxes) {
        StringBuilder word = new StringBuilder();
        Box around = null;
        TextPosition last = null;
        page.endParagraph();
        for (TextPosition glyph : glyphs) {
            Step step = step(last, glyph);
            if (step != Step.SAME_WORD || glyph.getUnicode().isBlank()) {
                write(word, around, page);
                around = null;
            }
            if (step == Step.LINE) {
                page.endLine();
            } else if (step == Step.PARAGRAPH) {
                page.endParagraph();
            }
            if (!glyph.getUnicode().isBlank()) {
                word.append(glyph.getUnicode().strip());
                Box box = boxes.box(glyph);
                around = around == null ? box : around.and(box);
            }
            last = glyph;
        }
        write(word, around, page);
        page.endParagraph();
        glyphs.clear();
    }

    private static void write(StringBuilder word, @Nullable Box box, PageLayout.Builder page) {
        if (box != null && !word.isEmpty()) {
            page.words(word.toString(), box);
        }
        word.setLength(0);
    }

    private enum Step {
        SAME_WORD,
        WORD,
        LINE,
        PARAGRAPH
    }

    /** How far on a glyph begins from where the last one ended, along and across its direction. */
    private static Step step(@Nullable TextPosition last, TextPosition next) {
        if (last == null) {
            return Step.SAME_WORD;
        }
        Matrix text = next.getTextMatrix();
        double size = Math.max(Math.hypot(text.getScaleX(), text.getShearY()), 1e-6);
        double alongX = text.getScaleX() / size;
        double alongY = text.getShearY() / size;
        double stepX = (text.getTranslateX() - last.getEndX()) / size;
        double stepY = (text.getTranslateY() - last.getEndY()) / size;
        double along = stepX * alongX + stepY * alongY;
        double across = Math.abs(stepY * alongX - stepX * alongY);
        if (across > PARAGRAPH_STEP) {
            return Step.PARAGRAPH;
        }
        if (across > LINE_STEP || Math.abs(along) > LINE_GAP) {
            return Step.LINE;
        }
        return Math.abs(along) > WORD_GAP ? Step.WORD : Step.SAME_WORD;
    }
}
