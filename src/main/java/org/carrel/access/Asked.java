package org.carrel.access;

/** The body of a call that asks something of documents. */
public interface Asked extends AskedPart {

    /**
     * Lower-case hexadecimal SHA-256 of the question in UTF-8, as the audit log commits to it; of
     * none, that of the empty text.
     */
    String questionSha256();
}
