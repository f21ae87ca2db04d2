package org.carrel.ingest.wire;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads single values from a side that is not trusted: within a number of bytes that is allowed for
 * the message under way, and each within its own range. For one thread.
 */
public final class WireInput {

    private static final int BUFFER_BYTES = 64 * 1024;

    private final DataInputStream in;
    private long allowed;

    /** On a stream that needs no buffer; nothing may be read before {@link #allow}. */
    public WireInput(InputStream in) {
        this.in = new DataInputStream(new BufferedInputStream(in, BUFFER_BYTES));
    }

    /** Begins a message of at most so many bytes. */
    void allow(long bytes) {
        allowed = bytes;
    }

    private void take(long bytes) throws IOException {
        allowed -= bytes;
        if (allowed < 0) {
            throw new MalformedWireException("a message is longer than allowed");
        }
    }

    int octet() throws IOException {
        take(Byte.BYTES);
        return in.readUnsignedByte();
    }

    int number() throws IOException {
        take(Integer.BYTES);
        return in.readInt();
    }

    /** A number from {@code min} to {@code max}, both included. */
    int number(int min, int max) throws IOException {
        int value = number();
        if (value < min || value > max) {
            throw new MalformedWireException("a number is out of its range");
        }
        return value;
    }

    /** A number of one byte, from 0 to {@code max}. */
    int smallNumber(int max) throws IOException {
        int value = octet();
        if (value > max) {
            throw new MalformedWireException("a number is out of its range");
        }
        return value;
    }

    long longNumber() throws IOException {
        take(Long.BYTES);
        return in.readLong();
    }

    /** A number that is neither infinite nor none. */
    float real() throws IOException {
        take(Float.BYTES);
        float value = in.readFloat();
        if (!Float.isFinite(value)) {
            throw new MalformedWireException("a number is not finite");
        }
        return value;
    }

    /** A finite number of at least 0. */
    float size() throws IOException {
        float value = real();
        if (value < 0) {
            throw new MalformedWireException("a size is negative");
        }
        return value;
    }

    boolean flag() throws IOException {
        return smallNumber(1) == 1;
    }

    /**
     * Well-formed characters, among them no control character but tab and line feed.
     *
     * @param max longest, in UTF-16 units
     */
    String text(int max) throws IOException {
        String value = characters(max);
        if (value.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
            throw new MalformedWireException("a text has control characters");
        }
        return value;
    }

    /** Well-formed characters without any control character. */
    String line(int max) throws IOException {
        String value = characters(max);
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new MalformedWireException("a line has control characters");
        }
        return value;
    }

    @Nullable String optionalLine(int max) throws IOException {
        return flag() ? line(max) : null;
    }

    /** Well-formed characters of any kind. */
    String characters(int max) throws IOException {
        long longest = 3L * max;
        int length = number(0, (int) Math.min(longest, Integer.MAX_VALUE - 8));
        take(length);
        byte[] bytes = in.readNBytes(length); // Grows with what arrives.
        if (bytes.length < length) {
            throw new EOFException();
        }
        String value = decoded(bytes);
        if (value.length() > max) {
            throw new MalformedWireException("a text is longer than allowed");
        }
        return value;
    }

    private static String decoded(byte[] bytes) throws IOException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedWireException("a text is not UTF-8");
        }
    }
}
