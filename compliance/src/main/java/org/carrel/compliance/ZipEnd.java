package org.carrel.compliance;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.ZipException;

/**
 * The last bytes of a zip without a comment (APPNOTE.TXT 4.3.14 to 4.3.16): where its directory is
 * said to be, and how large. The JDK reads the directory into memory as a whole, so its size has to
 * be known before.
 *
 * @param record the last 98 bytes: zip64 end record, its locator, end record; zeros before the
 *     beginning of a smaller file
 * @param length of the file
 */
record ZipEnd(ByteBuffer record, long length) {

    private static final int BYTES = 98;

    private static final int END64 = 0x06064b50;
    private static final int LOCATOR = 0x07064b50;
    private static final int END = 0x06054b50;

    private static final int END64_SIZE_AT = 40;
    private static final int LOCATOR_AT = 56;
    private static final int LOCATOR_OFFSET_AT = 64;
    private static final int END_AT = 76;
    private static final int END_COUNT_AT = 86;
    private static final int END_SIZE_AT = 88;
    private static final int END_OFFSET_AT = 92;
    private static final int END_COMMENT_AT = 96;

    static ZipEnd read(Path path) throws IOException {
        try (var file = new RandomAccessFile(path.toFile(), "r")) {
            int there = (int) Math.min(BYTES, file.length());
            var end = new byte[BYTES];
            file.seek(file.length() - there);
            file.readFully(end, BYTES - there, there);
            return new ZipEnd(ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN), file.length());
        }
    }

    void requireDirectoryWithin(long bytes) throws ZipException {
        if (record.getInt(END_AT) != END || record.getShort(END_COMMENT_AT) != 0) {
            throw new ZipException("not a zip without a comment");
        }
        long size = Integer.toUnsignedLong(record.getInt(END_SIZE_AT));
        if (record.getInt(LOCATOR_AT) == LOCATOR) {
            require(record.getInt(0) == END64);
            require(record.getLong(LOCATOR_OFFSET_AT) == length - BYTES);
            require(record.getLong(END64_SIZE_AT) >= 0);
            size = Math.max(size, record.getLong(END64_SIZE_AT));
        } else {
            // All bits set: the zip64 record, which is not there, would say.
            require(record.getShort(END_COUNT_AT) != -1 && record.getInt(END_OFFSET_AT) != -1);
        }
        if (size > bytes) {
            throw new ZipException("the zip's directory is too large for an export");
        }
    }

    private static void require(boolean holds) throws ZipException {
        if (!holds) {
            throw new ZipException("the zip's directory is not where it should be");
        }
    }
}
