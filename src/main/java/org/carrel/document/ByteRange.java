package org.carrel.document;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One range of bytes (RFC 9110, 14.1.2).
 *
 * @param first index of the first byte
 * @param last index of the last byte, included
 */
record ByteRange(long first, long last) {

    private static final Pattern SINGLE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /**
     * The range that is asked for. A header of another form, or of several ranges, may be ignored
     * and the whole be sent, which is what empty means.
     *
     * @param size of the whole in bytes
     */
    static Optional<ByteRange> parse(@Nullable String header, long size) {
        Matcher matcher = SINGLE.matcher(header == null ? "" : header.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String from = String.valueOf(matcher.group(1));
        String to = String.valueOf(matcher.group(2));
        if (from.isEmpty()) {
            return to.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new ByteRange(Math.max(0, size - Long.parseLong(to)), size - 1));
        }
        long first = Long.parseLong(from);
        long last = to.isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(to));
        return !to.isEmpty() && Long.parseLong(to) < first
                ? Optional.empty()
                : Optional.of(new ByteRange(first, last));
    }

    /** Whether there is a byte in it. */
    boolean isSatisfiable() {
        return first <= last;
    }

    long length() {
        return last - first + 1;
    }

    String contentRange(long size) {
        return "bytes " + first + "-" + last + "/" + size;
    }
}
