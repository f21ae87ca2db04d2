package org.carrel.ingest;

/**
 * One page of the extracted text.
 *
 * @param number from 1
 * @param start first UTF-16 index in the text
 * @param end index after the last
 * @param width of the page as it is shown, in the unit of its {@link Word}s: points in a PDF,
 *     pixels in an image; 0 for a text without pages
 * @param height likewise
 * @param recognised whether the text was read from a picture of the page
 */
public record Page(int number, int start, int end, float width, float height, boolean recognised) {

    /** A page of a text without a layout. */
    public Page(int number, int start, int end) {
        this(number, start, end, 0, 0, false);
    }
}
