package org.carrel.ingest.ocr;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;

/**
 * How a picture is turned and mirrored before it is shown.
 *
 * @param quarters clockwise, by 90 degrees
 * @param mirrored left to right, before it is turned
 */
record Turn(int quarters, boolean mirrored) {

    static final Turn NONE = new Turn(0, false);

    /** Exif 2.32, 4.6.4, tag 274. */
    static Turn ofExif(int orientation) {
        return switch (orientation) {
            case 2 -> new Turn(0, true);
            case 3 -> new Turn(2, false);
            case 4 -> new Turn(2, true);
            case 5 -> new Turn(3, true);
            case 6 -> new Turn(1, false);
            case 7 -> new Turn(1, true);
            case 8 -> new Turn(3, false);
            default -> NONE;
        };
    }

    boolean sideways() {
        return quarters % 2 == 1;
    }

    BufferedImage applied(BufferedImage image) {
        if (equals(NONE)) {
            return image;
        }
        int width = sideways() ? image.getHeight() : image.getWidth();
        int height = sideways() ? image.getWidth() : image.getHeight();
        BufferedImage turned = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        AffineTransform transform = AffineTransform.getTranslateInstance(width / 2.0, height / 2.0);
        transform.quadrantRotate(quarters);
        transform.scale(mirrored ? -1 : 1, 1);
        transform.translate(-image.getWidth() / 2.0, -image.getHeight() / 2.0);
        Graphics2D graphics = turned.createGraphics();
        graphics.drawImage(image, transform, null);
        graphics.dispose();
        return turned;
    }
}
