package org.carrel.ingest.pdf;

import java.awt.geom.Point2D;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.apache.pdfbox.pdmodel.font.PDType3Font;
import org.apache.pdfbox.text.TextPosition;
import org.apache.pdfbox.util.Matrix;
import org.carrel.ingest.layout.Box;

/** Where glyphs stand on a page as shown: from the font's descent to its ascent. */
final class GlyphBoxes {

    private static final float ASCENT = 0.8f;
    private static final float DESCENT = -0.2f;

    private final PageFrame frame;
    private final Map<PDFont, Extent> extents = new IdentityHashMap<>();

    /** In parts of the font's size. */
    private record Extent(float ascent, float descent) {}

    GlyphBoxes(PageFrame frame) {
        this.frame = frame;
    }

    Box box(TextPosition glyph) {
        Matrix text = glyph.getTextMatrix();
        float upX = text.getShearX();
        float upY = text.getScaleY();
        Extent extent = extent(glyph);
        float startX = text.getTranslateX();
        float startY = text.getTranslateY();
        float endX = glyph.getEndX();
        float endY = glyph.getEndY();
        if (glyph.getFont().isVertical()) {
            // Set downwards: half the size to each side of the line through the glyphs.
            float acrossX = text.getScaleX() / 2;
            float acrossY = text.getShearY() / 2;
            return corner(startX - acrossX, startY - acrossY)
                    .and(corner(endX + acrossX, endY + acrossY));
        }
        return corner(startX + upX * extent.descent, startY + upY * extent.descent)
                .and(corner(startX + upX * extent.ascent, startY + upY * extent.ascent))
                .and(corner(endX + upX * extent.descent, endY + upY * extent.descent))
                .and(corner(endX + upX * extent.ascent, endY + upY * extent.ascent));
    }

    private Box corner(float x, float y) {
        Point2D.Float point = frame.shown(x, y);
        return new Box(point.x, point.y, 0, 0);
    }

    private Extent extent(TextPosition glyph) {
        PDFont font = glyph.getFont();
        if (font instanceof PDType3Font) {
            // Its size is of its own making; the height drawn is all that is known.
            Matrix text = glyph.getTextMatrix();
            double size = Math.hypot(text.getShearX(), text.getScaleY());
            return new Extent(size > 0 ? (float) (glyph.getHeightDir() / size) : 0, 0);
        }
        return extents.computeIfAbsent(font, GlyphBoxes::extent);
    }

    private static Extent extent(PDFont font) {
        PDFontDescriptor descriptor = font.getFontDescriptor();
        if (descriptor == null) {
            return new Extent(ASCENT, DESCENT);
        }
        float ascent = descriptor.getAscent() / 1000;
        float descent = -Math.abs(descriptor.getDescent()) / 1000;
        return new Extent(
                ascent >= 0.5f && ascent <= 1.1f ? ascent : ASCENT,
                descent <= -0.05f && descent >= -0.4f ? descent : DESCENT);
    }
}
