package org.carrel.compliance;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Binds each entry to all before it:
 *
 * <pre>{@code
 * hash(n) = SHA-256( 0x00 || hash(n-1) || canonical(n) )
 * hash(0) = 32 zero bytes
 * }</pre>
 *
 * where {@code canonical(n)} are the bytes of {@link CanonicalForm}. The same bytes are the leaves
 * of the Merkle tree that this log is to become: the leaf hash of RFC 9162, section 2.1.1, is
 * {@code SHA-256(0x00 || canonical(n))}, the same computation without the hash before it, so a tree
 * can be raised over entries that are already written. The two never mix: what follows 0x00 in a
 * leaf begins with <code>&#123;"action":</code>, and a previous hash that reads so cannot be made.
 *
 * <p>A chain alone shows a change in the middle, not a log that was cut short or written anew from
 * some entry on: for that, compare with a {@link ChainHead} that was kept elsewhere.
 */
public final class AuditChain {

    private AuditChain() {}

    /**
     * Makes the entry that follows the head.
     *
     * @throws MalformedAuditException if the event is larger than {@link CanonicalForm#MAX_BYTES}
     */
    public static AuditEntry append(ChainHead head, AuditEvent event) {
        long sequence = head.sequence() + 1;
        String hash = hash(sequence, event, head.hash());
        return new AuditEntry(sequence, event, head.hash(), hash);
    }

    /**
     * Walks a whole log from its first entry, holding one entry at a time.
     *
     * @param entries in the log's order; one that cannot be read may throw {@link
     *     MalformedAuditException}, which counts as broken at its place
     * @param known a head seen earlier, which the log must still contain, or null for none
     */
    public static Verification verify(Iterator<AuditEntry> entries, @Nullable ChainHead known) {
        ChainHead head = ChainHead.EMPTY;
        try {
            while (entries.hasNext()) {
                AuditEntry entry = entries.next();
                String flaw = flaw(head, entry, known);
                if (flaw != null) {
                    return new Verification.Broken(head.sequence() + 1, flaw);
                }
                head = entry.head();
            }
        } catch (MalformedAuditException malformed) {
            String what = "the entry cannot be read: " + malformed.getMessage();
            return new Verification.Broken(head.sequence() + 1, what);
        }
        if (known != null && head.sequence() < known.sequence()) {
            String what = "the log ends before it, but is known to reach " + known.sequence();
            return new Verification.Broken(head.sequence() + 1, what);
        }
        return new Verification.Intact(head.sequence(), head.hash());
    }

    private static @Nullable String flaw(
            ChainHead head, AuditEntry entry, @Nullable ChainHead known) {
        if (entry.sequence() != head.sequence() + 1) {
            return "entry " + entry.sequence() + " stands in its place";
        }
        if (!entry.previousHash().equals(head.hash())) {
            return "its previous hash is not the hash of the entry before";
        }
        if (!entry.hash().equals(hash(entry.sequence(), entry.event(), head.hash()))) {
            return "its hash is not the hash of its content";
        }
        if (known != null
                && known.sequence() == entry.sequence()
                && !known.hash().equals(entry.hash())) {
            return "its hash is not the known one: the log was written anew";
        }
        return null;
    }

    private static String hash(long sequence, AuditEvent event, String previousHash) {
        MessageDigest digest = sha256();
        digest.update((byte) 0x00);
        digest.update(HexFormat.of().parseHex(previousHash));
        digest.update(CanonicalForm.bytes(sequence, event));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
