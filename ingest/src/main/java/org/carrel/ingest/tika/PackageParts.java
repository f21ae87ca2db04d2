package org.carrel.ingest.tika;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.carrel.ingest.RefusalReason;
import org.carrel.ingest.RefusedException;

/**
 * Looks at a package of parts (Office Open XML, ODF, EPUB) before it is parsed. Tika switches POI's
 * own guard off and counts only the text that comes out, which a tree built before the first word
 * never reaches.
 */
final class PackageParts {

    /** Unpacked size of one part, in bytes, above which its ratio is looked at. */
    private static final long LARGE_BYTES = 32L * 1024 * 1024;

    /** Plain tables come to 100. */
    private static final long MAX_RATIO = 200;

    private PackageParts() {}

    /**
     * @throws RefusedException EXPANSION when a part unpacks to far more than it should
     */
    static void check(Path file) throws IOException {
        if (!isZip(file)) {
            return;
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry part : Collections.list(zip.entries())) {
                if (part.getSize() > LARGE_BYTES
                        && part.getSize() / MAX_RATIO > part.getCompressedSize()) {
                    throw new RefusedException(RefusalReason.EXPANSION);
                }
            }
        } catch (ZipException e) {
            return; // For the parser to judge.
        }
    }

    private static boolean isZip(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.read() == 'P' && in.read() == 'K';
        }
    }
}
