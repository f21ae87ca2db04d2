package org.carrel.compliance;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.carrel.compliance.note.SignedNote;

/**
 * An export as a file: a zip of exactly the parts named here. Nothing is unpacked to disk, and no
 * part is held in memory but the small ones.
 */
final class PackageFile implements Closeable {

    static final String README = "README.txt";
    static final String KEY = "key";
    static final String CHECKPOINT = "checkpoint";
    static final String CHECKPOINTS = "checkpoints.jsonl";
    static final String ENTRIES = "entries.jsonl";

    static final Set<String> PARTS = Set.of(README, KEY, CHECKPOINT, CHECKPOINTS, ENTRIES);

    // Five names and what a zip says about them; the JDK reads the directory at once.
    private static final long MAX_DIRECTORY = 4_096;

    private final ZipFile zip;

    private PackageFile(ZipFile zip) {
        this.zip = zip;
    }

    /**
     * @throws IOException if it cannot be read
     * @throws ZipException if it is no zip of these parts
     */
    static PackageFile open(Path path) throws IOException {
        ZipEnd.read(path).requireDirectoryWithin(MAX_DIRECTORY);
        var zip = new ZipFile(path.toFile());
        var names = new HashSet<String>();
        if (!zip.stream().allMatch(part -> names.add(part.getName())) || !names.equals(PARTS)) {
            zip.close();
            throw new ZipException("an export has the parts " + String.join(", ", PARTS));
        }
        return new PackageFile(zip);
    }

    /** A small part as a whole. */
    byte[] small(String name) throws IOException {
        try (InputStream in = part(name)) {
            byte[] bytes = in.readNBytes(SignedNote.MAX_BYTES + 1);
            if (bytes.length > SignedNote.MAX_BYTES) {
                throw new ZipException(name + " is longer than " + SignedNote.MAX_BYTES);
            }
            return bytes;
        }
    }

    /** A part as a stream, whose end fails if the bytes do not have the zip's checksum. */
    InputStream part(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        return new Checked(zip.getInputStream(entry), entry.getCrc());
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** The JDK's ZipFile does not look at checksums. */
    private static final class Checked extends FilterInputStream {

        private final CRC32 sum = new CRC32();
        private final long expected;

        Checked(InputStream in, long expected) {
            super(in);
            this.expected = expected;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            int read = read(one, 0, 1);
            return read < 0 ? read : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            if (read >= 0) {
                sum.update(bytes, offset, read);
            } else if (sum.getValue() != expected) {
                throw new ZipException("a part does not have its checksum");
            }
            return read;
        }
    }
}
