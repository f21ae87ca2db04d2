package org.carrel.ingest.wire;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes single values; the counterpart of {@link WireInput}. For one thread. */
public final class WireOutput {

    private static final int BUFFER_BYTES = 64 * 1024;

    private final DataOutputStream out;

    /** On a stream that needs no buffer. */
    public WireOutput(OutputStream out) {
        this.out = new DataOutputStream(new BufferedOutputStream(out, BUFFER_BYTES));
    }

    void octet(int value) throws IOException {
        out.writeByte(value);
    }

    void number(int value) throws IOException {
        out.writeInt(value);
    }

    void longNumber(long value) throws IOException {
        out.writeLong(value);
    }

    /** What is no number is sent as 0. */
    void real(float value) throws IOException {
        out.writeFloat(Float.isFinite(value) ? value : 0);
    }

    /** What is no size is sent as 0. */
    void size(float value) throws IOException {
        real(Math.max(0, value));
    }

    void flag(boolean value) throws IOException {
        out.writeBoolean(value);
    }

    /** Exactly these characters; lone surrogates are not representable. */
    void text(String value) throws IOException {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /**
     * One line of a label's kind: control characters become spaces, and what is too long is cut.
     */
    void line(String value, int max) throws IOException {
        text(oneLine(value, max));
    }

    void optionalText(@Nullable String value) throws IOException {
        flag(value != null);
        if (value != null) {
            text(value);
        }
    }

    void optionalLine(@Nullable String value, int max) throws IOException {
        optionalText(value == null ? null : oneLine(value, max));
    }

    void flush() throws IOException {
        out.flush();
    }

    private static String oneLine(String value, int max) {
        int length = Math.min(value.length(), max);
        StringBuilder line = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (!Character.isSurrogate(c)) {
                line.append(Character.isISOControl(c) ? ' ' : c);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < length
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                line.append(c).append(value.charAt(++i));
            } else {
                line.append('\uFFFD');
            }
        }
        return line.toString();
    }
}
