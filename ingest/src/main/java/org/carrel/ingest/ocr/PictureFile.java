package org.carrel.ingest.ocr;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.exif.ExifIFD0Directory;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.stream.ImageInputStream;
import org.carrel.ingest.RefusalReason;
import org.carrel.ingest.RefusedException;
import org.carrel.ingest.transcript.Source;

/** A file of one or more pictures, decoded one at a time. */
final class PictureFile implements AutoCloseable {

    /** Larger ones are refused unread. An A0 drawing at 300 dpi has 140 million. */
    private static final long MAX_PIXELS = 200_000_000;

    private static final int MAX_PAGES = 5_000;

    private final Source source;
    private final ImageInputStream stream;
    private final javax.imageio.ImageReader reader;

    /**
     * A page's pixels.
     *
     * @param image at a size that can be recognised
     * @param width of the picture as shown, in its own pixels
     * @param height likewise
     */
    record Picture(BufferedImage image, float width, float height) {}

    private PictureFile(Source source, ImageInputStream stream, javax.imageio.ImageReader reader) {
        this.source = source;
        this.stream = stream;
        this.reader = reader;
    }

    static PictureFile open(Source source) throws IOException {
        ImageIO.setUseCache(false);
        ImageInputStream stream = ImageIO.createImageInputStream(source.file().toFile());
        Iterator<javax.imageio.ImageReader> readers = ImageIO.getImageReaders(stream);
        if (!readers.hasNext()) {
            stream.close();
            throw new RefusedException(RefusalReason.CORRUPT);
        }
        javax.imageio.ImageReader reader = readers.next();
        reader.setInput(stream, false, false);
        return new PictureFile(source, stream, reader);
    }

    /** The frames after an animation's first are no pages. */
    int pages() throws IOException {
        if (!source.mediaType().equals("image/tiff")) {
            return 1;
        }
        if (hasPage(MAX_PAGES)) {
            throw new RefusedException(RefusalReason.TOO_LARGE);
        }
        return reader.getNumImages(true);
    }

    private boolean hasPage(int index) throws IOException {
        try {
            return reader.getWidth(index) > 0;
        } catch (IndexOutOfBoundsException e) {
            return false;
        }
    }

    /** Decodes a page; the sizes are read from its header before. */
    Picture picture(int index) throws IOException {
        int width = reader.getWidth(index);
        int height = reader.getHeight(index);
        long pixels = (long) width * height;
        if (pixels > MAX_PIXELS) {
            throw new RefusedException(RefusalReason.TOO_LARGE);
        }
        int step = step(width, height, pixels);
        ImageReadParam parameters = reader.getDefaultReadParam();
        parameters.setSourceSubsampling(step, step, 0, 0);
        BufferedImage image = reader.read(index, parameters);
        Turn turn = index == 0 ? turn() : Turn.NONE;
        return new Picture(
                turn.applied(image),
                turn.sideways() ? height : width,
                turn.sideways() ? width : height);
    }

    /** Every how many pixels are read. */
    private static int step(int width, int height, long pixels) {
        int bySide = Math.ceilDiv(Math.max(width, height), GrayPicture.MAX_SIDE);
        int byPixels = (int) Math.ceil(Math.sqrt((double) pixels / GrayPicture.MAX_PIXELS));
        return Math.max(1, Math.max(bySide, byPixels));
    }

    /** As a camera noted it; browsers show the picture so. */
    private Turn turn() throws IOException {
        if (!source.mediaType().equals("image/jpeg")) {
            return Turn.NONE;
        }
        try {
            ExifIFD0Directory exif =
                    ImageMetadataReader.readMetadata(source.file().toFile())
                            .getFirstDirectoryOfType(ExifIFD0Directory.class);
            Integer orientation =
                    exif == null ? null : exif.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
            return orientation == null ? Turn.NONE : Turn.ofExif(orientation);
        } catch (ImageProcessingException e) {
            return Turn.NONE; // The pixels may still be sound.
        }
    }

    @Override
    public void close() throws IOException {
        reader.dispose();
        stream.close();
    }
}
