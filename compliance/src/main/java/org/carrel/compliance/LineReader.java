package org.carrel.compliance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Splits a stream at line feeds, holding one line of bounded length. Not UTF-8 is refused. */
final class LineReader {

    private final InputStream in;
    private final byte[] buffer;
    private int start;
    private int end;

    /**
     * @param in stays the caller's to close
     * @param maxBytes in a line, its end not counted
     */
    LineReader(InputStream in, int maxBytes) {
        this.in = in;
        this.buffer = new byte[maxBytes + 1];
    }

    /**
     * The next line without its end, null after the last.
     *
     * @throws MalformedAuditException if it is too long, not UTF-8, or has no end
     */
    @Nullable String next() throws IOException {
        int searched = start;
        while (true) {
            for (int i = searched; i < end; i++) {
                if (buffer[i] == '\n') {
                    String line = decoded(start, i);
                    start = i + 1;
                    return line;
                }
            }
            searched = end - start;
            if (!more()) {
                return null;
            }
        }
    }

    /** Moves what was not read to the front and reads on behind it. */
    private boolean more() throws IOException {
        System.arraycopy(buffer, start, buffer, 0, end - start);
        end -= start;
        start = 0;
        if (end == buffer.length) {
            throw new MalformedAuditException("longer than " + (buffer.length - 1) + " bytes");
        }
        int read = in.read(buffer, end, buffer.length - end);
        if (read < 0 && end > 0) {
            throw new MalformedAuditException("the last line has no end");
        }
        end += Math.max(read, 0);
        return read >= 0;
    }

    private String decoded(int from, int to) {
        String line = new String(buffer, from, to - from, StandardCharsets.UTF_8);
        // The constructor replaces what is not UTF-8; then the bytes differ.
        if (Arrays.equals(
                line.getBytes(StandardCharsets.UTF_8), Arrays.copyOfRange(buffer, from, to))) {
            return line;
        }
        throw new MalformedAuditException("not UTF-8");
    }
}
