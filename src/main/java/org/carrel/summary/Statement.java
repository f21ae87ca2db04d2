package org.carrel.summary;

/**
 * A statement of the document that may stand in its summary.
 *
 * @param page from 1
 * @param start first UTF-16 index in the document's extracted text
 * @param end index after the last
 * @param quote the extracted text at that range, exactly
 * @param path the headings that it stands under, outermost first; empty under none
 * @param label what a labelled line above or before it calls it, such as {@code ALLERGIES}; empty
 *     without
 * @param centrality how near its passage is to the middle of the document, 0 to 1
 * @param depth how far into the document it stands, 0 to 1
 * @param first whether it is the first under its heading or label
 */
record Statement(
        int page,
        int start,
        int end,
        String quote,
        String path,
        String label,
        double centrality,
        double depth,
        boolean first) {

    /** The quote on one line. */
    String line() {
        return quote.replaceAll("\\s+", " ").strip();
    }
}
