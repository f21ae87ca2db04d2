package org.carrel.models.gguf;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads little-endian values one after the other and never past the end of the file. */
final class GgufCursor {

    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final MemorySegment file;
    private long position;

    GgufCursor(MemorySegment file) {
        this.file = file;
    }

    long position() {
        return position;
    }

    long remaining() {
        return file.byteSize() - position;
    }

    byte int8(String what) throws GgufFormatException {
        return file.get(ValueLayout.JAVA_BYTE, take(1, what));
    }

    short int16(String what) throws GgufFormatException {
        return file.get(SHORT, take(Short.BYTES, what));
    }

    int int32(String what) throws GgufFormatException {
        return file.get(INT, take(Integer.BYTES, what));
    }

    long int64(String what) throws GgufFormatException {
        return file.get(LONG, take(Long.BYTES, what));
    }

    /** An unsigned 64-bit count that must lie between 0 and {@code most}. */
    int count(long most, String what) throws GgufFormatException {
        long value = int64(what);
        if (value < 0 || value > most) {
            throw new GgufFormatException(
                    what + " is " + Long.toUnsignedString(value) + ", more than " + most);
        }
        return (int) value;
    }

    /** A length-prefixed string of at most {@code most} bytes of valid UTF-8. */
    String text(int most, String what) throws GgufFormatException {
        int length = count(most, "length of " + what);
        long at = take(length, what);
        byte[] bytes = new byte[length];
        MemorySegment.copy(file, ValueLayout.JAVA_BYTE, at, bytes, 0, length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new GgufFormatException(what + " is not valid UTF-8");
        }
    }

    private long take(long bytes, String what) throws GgufFormatException {
        if (bytes > remaining()) {
            throw new GgufFormatException(
                    "the file ends at byte " + file.byteSize() + ", inside " + what);
        }
        long at = position;
        position += bytes;
        return at;
    }
}
