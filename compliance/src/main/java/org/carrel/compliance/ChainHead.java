package org.carrel.compliance;

import java.util.regex.Pattern;

/**
 * The end of a log: whoever keeps it apart from the log can later tell whether the log still holds
 * all that it held then.
 *
 * @param sequence of the last entry, 0 for an empty log
 * @param hash of the last entry, 64 lower-case hexadecimal digits; zeros for an empty log
 */
public record ChainHead(long sequence, String hash) {

    // RFC 8785 numbers are doubles: beyond this, two sequences would be written the same.
    static final long MAX_SEQUENCE = (1L << 53) - 1;

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern TEXT = Pattern.compile("(\\d{1,16}):([0-9a-f]{64})");

    /** Of a log without entries; after the patterns, which its constructor uses. */
    public static final ChainHead EMPTY = new ChainHead(0, "0".repeat(64));

    /**
     * @throws MalformedAuditException if the sequence is negative or too large, or the hash not in
     *     its form
     */
    public ChainHead {
        if (sequence < 0 || sequence > MAX_SEQUENCE) {
            throw new MalformedAuditException("sequence is not within 0 and " + MAX_SEQUENCE);
        }
        if (!HASH.matcher(hash).matches()) {
            throw new MalformedAuditException("hash is not 64 lower-case hexadecimal digits");
        }
    }

    /**
     * Reads {@code SEQUENCE:HASH}.
     *
     * @throws MalformedAuditException if the text is something else
     */
    public static ChainHead parse(String text) {
        var parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new MalformedAuditException("a head is written SEQUENCE:HASH");
        }
        return new ChainHead(Long.parseLong(parts.group(1)), parts.group(2));
    }

    /** {@code SEQUENCE:HASH}, as {@link #parse} reads it. */
    @Override
    public String toString() {
        return sequence + ":" + hash;
    }
}
