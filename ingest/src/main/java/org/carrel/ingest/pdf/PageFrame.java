package org.carrel.ingest.pdf;

import java.awt.geom.Point2D;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.util.Matrix;
import org.carrel.ingest.layout.Box;

/**
 * A page as shown: its crop box, turned clockwise by its rotation, in points times its user unit.
 *
 * @param cropX left edge of the crop box in the page's own space
 * @param cropY its lower edge
 * @param cropWidth before the rotation
 * @param cropHeight likewise
 * @param rotation 0, 90, 180 or 270
 * @param unit points in one of the page's own units (ISO 32000-2, 14.11.1.1)
 */
record PageFrame(
        float cropX, float cropY, float cropWidth, float cropHeight, int rotation, float unit) {

    private static final float MAX_UNIT =
            75_000; // As in PDF processors of old; keeps boxes finite.

    static PageFrame of(PDPage page) {
        PDRectangle crop = page.getCropBox();
        float unit = page.getUserUnit();
        return new PageFrame(
                crop.getLowerLeftX(),
                crop.getLowerLeftY(),
                crop.getWidth(),
                crop.getHeight(),
                page.getRotation(),
                unit > 0 && unit < MAX_UNIT ? unit : 1);
    }

    float width() {
        return (turned() ? cropHeight : cropWidth) * unit;
    }

    float height() {
        return (turned() ? cropWidth : cropHeight) * unit;
    }

    private boolean turned() {
        return rotation == 90 || rotation == 270;
    }

    /** Its width on paper. */
    float inches() {
        return width() / 72;
    }

    /** A point given from the crop box's lower left, in the page's own units. */
    Point2D.Float shown(float x, float y) {
        Point2D.Float point =
                switch (rotation) {
                    case 90 -> new Point2D.Float(y, x);
                    case 180 -> new Point2D.Float(cropWidth - x, y);
                    case 270 -> new Point2D.Float(cropHeight - y, cropWidth - x);
                    default -> new Point2D.Float(x, cropHeight - y);
                };
        point.x *= unit;
        point.y *= unit;
        return point;
    }

    /** A rectangle in the page's own space, such as an annotation's. */
    Box shown(PDRectangle rectangle) {
        Point2D.Float a =
                shown(rectangle.getLowerLeftX() - cropX, rectangle.getLowerLeftY() - cropY);
        Point2D.Float b =
                shown(rectangle.getUpperRightX() - cropX, rectangle.getUpperRightY() - cropY);
        return Box.between(a.x, a.y, b.x, b.y);
    }

    /** The part of the page, 0 to 1, that the unit square covers under a transformation. */
    float share(Matrix square) {
        float x = square.getTranslateX() - cropX;
        float y = square.getTranslateY() - cropY;
        float[] xs = {0, square.getScaleX(), square.getShearX()};
        float[] ys = {0, square.getShearY(), square.getScaleY()};
        float left = x + Math.min(0, xs[1]) + Math.min(0, xs[2]);
        float right = x + Math.max(0, xs[1]) + Math.max(0, xs[2]);
        float bottom = y + Math.min(0, ys[1]) + Math.min(0, ys[2]);
        float top = y + Math.max(0, ys[1]) + Math.max(0, ys[2]);
        float seenWidth = Math.min(right, cropWidth) - Math.max(left, 0);
        float seenHeight = Math.min(top, cropHeight) - Math.max(bottom, 0);
        float page = Math.max(cropWidth * cropHeight, 1);
        return seenWidth > 0 && seenHeight > 0 ? Math.min(1, seenWidth * seenHeight / page) : 0;
    }
}
