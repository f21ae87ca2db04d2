package org.carrel.ingest.tika;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.carrel.ingest.transcript.Transcript;

/**
 * Pictures in a document that has hardly a word of its own: scans that were pasted into Word. They
 * become documents of their own, so that their text is recognised. Of a document with text they are
 * left alone: logos, signatures and photographs.
 */
final class PastedScans implements Pictures, AutoCloseable {

    /** Of a side, in pixels; smaller ones are signs and logos. */
    static final int MIN_SIDE = 100;

    /** A document with more text than this for each picture is no scan, in UTF-16 units. */
    static final int MAX_TEXT = 200;

    private static final int MAX_PICTURES = 200;
    private static final long MAX_BYTES = 50L * 1024 * 1024;

    private record Kept(String name, Path file) {}

    private final List<Kept> kept = new ArrayList<>();

    @Override
    public void picture(String name, InputStream bytes) throws IOException {
        if (kept.size() >= MAX_PICTURES) {
            return;
        }
        Path file = Files.createTempFile("picture", ".bin");
        kept.add(new Kept(name, file));
        try (InputStream bounded = new BoundedBytes(bytes, MAX_BYTES)) {
            Files.copy(bounded, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Attaches those that look like scans. */
    void attach(Transcript into) throws IOException {
        List<Kept> large = new ArrayList<>();
        for (Kept picture : kept) {
            if (isLarge(picture.file())) {
                large.add(picture);
            }
        }
        if (into.text().end() > MAX_TEXT * large.size()) {
            return;
        }
        for (Kept picture : large) {
            try (InputStream bytes = Files.newInputStream(picture.file())) {
                into.attach(picture.name(), bytes);
            }
        }
    }

    private static boolean isLarge(Path file) throws IOException {
        try (ImageInputStream bytes = ImageIO.createImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(bytes);
            if (!readers.hasNext()) {
                return false;
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(bytes, true, true);
                return reader.getWidth(0) >= MIN_SIDE && reader.getHeight(0) >= MIN_SIDE;
            } catch (IOException | RuntimeException e) {
                return false; // A broken picture is not worth the document.
            } finally {
                reader.dispose();
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (Kept picture : kept) {
            Files.deleteIfExists(picture.file());
        }
    }
}
