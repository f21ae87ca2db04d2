package org.carrel.compliance;

/**
 * An event in its place in the log. Made by {@link AuditChain#append}; being an instance says
 * nothing about being true, {@link AuditChain#verify} does.
 *
 * @param sequence from 1, without gaps
 * @param event what happened
 * @param previousHash the hash of the entry before, lower-case hexadecimal; 64 zeros for the first
 * @param hash of this entry, lower-case hexadecimal
 */
public record AuditEntry(long sequence, AuditEvent event, String previousHash, String hash) {

    /** The head of the log that ends with this entry. */
    public ChainHead head() {
        return new ChainHead(sequence, hash);
    }
}
