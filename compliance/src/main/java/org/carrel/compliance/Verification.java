package org.carrel.compliance;

/** What a walk over a log found. */
public sealed interface Verification {

    /**
     * Every entry is bound to the one before, and a known head, if given, is among them.
     *
     * @param count of entries
     * @param head the hash of the last entry, 64 zeros if there is none
     */
    record Intact(long count, String head) implements Verification {}

    /**
     * The log is not what was written.
     *
     * @param sequence the place, from 1, where the first wrong entry stands or the first missing
     *     one should; everything before it holds together
     * @param what one sentence that says what is wrong, without the entry's content
     */
    record Broken(long sequence, String what) implements Verification {}
}
