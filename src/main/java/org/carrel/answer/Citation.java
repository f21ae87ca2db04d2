package org.carrel.answer;

import java.util.UUID;

/**
 * Where a claim stands.
 *
 * @param page from 1
 * @param start first UTF-16 index in the document's extracted text
 * @param end index after the last
 * @param quote the extracted text at that range, exactly
 * @param path the headings that it stands under, outermost first; empty under none
 */
record Citation(
        UUID documentId,
        String documentName,
        int version,
        int page,
        int start,
        int end,
        String quote,
        String path) {

    private static final UUID NO_DOCUMENT = new UUID(0, 0);

    /** Of a text that stands for itself. */
    static Citation ofNoDocument(String quote) {
        return new Citation(NO_DOCUMENT, "", 1, 1, 0, quote.length(), quote, "");
    }
}
