package org.carrel.ingest;

/**
 * A range of a text.
 *
 * @param start first UTF-16 index
 * @param end index after the last
 */
public record Span(int start, int end) {
    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("not a range: " + start + " to " + end);
        }
    }

    /** Length in UTF-16 units. */
    public int length() {
        return end - start;
    }
}
