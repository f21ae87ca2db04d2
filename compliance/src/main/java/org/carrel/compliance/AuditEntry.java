package org.carrel.compliance;

/**
 * An event in its place in the log.
 *
 * @param sequence from 1, without gaps
 * @param event what happened
 * @param previousHash the hash of the entry before, lower-case hexadecimal; 64 zeros for the first
 * @param hash of this entry, lower-case hexadecimal
 */
public record AuditEntry(long sequence, AuditEvent event, String previousHash, String hash) {}
