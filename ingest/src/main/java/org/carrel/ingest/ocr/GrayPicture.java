package org.carrel.ingest.ocr;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;

/** Pixels of a page in 256 shades, from black (0) to white. */
public final class GrayPicture {

    /** Most pixels of a picture that is recognised: A4 at 300 dpi has 9 million. */
    public static final long MAX_PIXELS = 40_000_000;

    /** Of any side; Tesseract's own limit is 32,767. */
    public static final int MAX_SIDE = 32_000;

    /** Darker or lighter than the paper by this much is ink. */
    private static final int CONTRAST = 48;

    /** Fewer pixels of ink than this have no letter. */
    private static final int MIN_INK = 40;

    private final byte[] pixels;
    private final int width;
    private final int height;

    private GrayPicture(byte[] pixels, int width, int height) {
        this.pixels = pixels;
        this.width = width;
        this.height = height;
    }

    /** Transparent parts are white, as on paper. */
    public static GrayPicture of(BufferedImage image) {
        return of(image, 1);
    }

    /**
     * @param scale by which the picture becomes larger or smaller
     */
    static GrayPicture of(BufferedImage image, float scale) {
        if (scale == 1 && image.getType() == BufferedImage.TYPE_BYTE_GRAY) {
            return copied(image);
        }
        int width = Math.max(1, Math.round(image.getWidth() * scale));
        int height = Math.max(1, Math.round(image.getHeight() * scale));
        BufferedImage gray = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = gray.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return copied(gray);
    }

    private static GrayPicture copied(BufferedImage gray) {
        DataBufferByte buffer = (DataBufferByte) gray.getRaster().getDataBuffer();
        return new GrayPicture(buffer.getData(), gray.getWidth(), gray.getHeight());
    }

    byte[] pixels() {
        return pixels;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** Whether there is nothing on it that could be a letter. */
    public boolean isBlank() {
        int[] shades = new int[256];
        for (byte pixel : pixels) {
            shades[pixel & 0xFF]++;
        }
        int paper = 0;
        for (int shade = 1; shade < shades.length; shade++) {
            paper = shades[shade] > shades[paper] ? shade : paper;
        }
        int ink = 0;
        for (int shade = 0; shade < shades.length; shade++) {
            ink += Math.abs(shade - paper) >= CONTRAST ? shades[shade] : 0;
        }
        return ink < MIN_INK;
    }

    /**
     * @param quarters how often to turn it by 90 degrees clockwise: 1 to 3
     */
    GrayPicture turned(int quarters) {
        boolean sideways = quarters != 2;
        int newWidth = sideways ? height : width;
        int newHeight = sideways ? width : height;
        byte[] turned = new byte[pixels.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int to =
                        switch (quarters) {
                            case 1 -> x * newWidth + newWidth - 1 - y;
                            case 2 -> (newHeight - 1 - y) * newWidth + newWidth - 1 - x;
                            default -> (newHeight - 1 - x) * newWidth + y;
                        };
                turned[to] = pixels[y * width + x];
            }
        }
        return new GrayPicture(turned, newWidth, newHeight);
    }
}
