package org.carrel.ingest;

/**
 * Where a run of text stands on its page. A word that a line's end cut in two has two of these, one
 * a line.
 *
 * @param start first UTF-16 index in the extracted text
 * @param end index after the last
 * @param x left edge, from the page's left as shown (after its rotation)
 * @param y upper edge, from the page's top
 * @param width in the unit of {@link Page#width()}
 * @param height likewise
 * @param confidence of recognition, 0 to 100; -1 for text that the file itself holds
 */
public record Word(
        int start, int end, float x, float y, float width, float height, int confidence) {

    /** Confidence of text that was not recognised but written in the file. */
    public static final int CERTAIN = -1;
}
