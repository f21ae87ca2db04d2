package org.carrel.models.child;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lines of what another process says; of a longer one the rest is dropped. */
final class BoundedLines {

    private final BufferedReader in;
    private final int most;

    /**
     * @param most UTF-16 units of a line
     */
    BoundedLines(InputStream in, int most) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.most = most;
    }

    /** The next one, without its end; null after the last. */
    @Nullable String next() throws IOException {
        StringBuilder line = new StringBuilder();
        int next = in.read();
        if (next < 0) {
            return null;
        }
        for (; next >= 0 && next != '\n'; next = in.read()) {
            if (line.length() < most) {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
