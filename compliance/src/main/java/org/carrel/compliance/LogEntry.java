package org.carrel.compliance;

import org.carrel.compliance.tree.Hash;

/**
 * An event at its place in the log: a leaf of the tree. Being an instance says nothing about being
 * in a log; an inclusion proof does.
 *
 * @param sequence from 1, without gaps; the leaf's index in the tree is one less
 * @param event what happened
 */
public record LogEntry(long sequence, LoggedEvent event) {

    /**
     * @throws MalformedAuditException if the sequence is not within 1 and 2^53 - 1
     */
    public LogEntry {
        if (sequence < 1 || sequence > ChainHead.MAX_SEQUENCE) {
            throw new MalformedAuditException(
                    "sequence is not within 1 and " + ChainHead.MAX_SEQUENCE);
        }
    }

    /**
     * Reads what {@link #bytes} wrote.
     *
     * @param canonical the bytes as text
     * @throws MalformedAuditException if the text is anything else
     */
    public static LogEntry parse(String canonical) {
        return EntryReader.entry(JsonReader.read(canonical));
    }

    /**
     * The canonical bytes, in the form that the event has ({@link CanonicalForm}).
     *
     * @throws MalformedAuditException if they are more than {@link CanonicalForm#MAX_BYTES}
     */
    public byte[] bytes() {
        return CanonicalForm.bytes(sequence, event);
    }

    /** {@code SHA-256(0x00 || bytes)} (RFC 9162, section 2.1.1). */
    public Hash leaf() {
        return Hash.leaf(bytes());
    }
}
