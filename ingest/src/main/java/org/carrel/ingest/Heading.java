package org.carrel.ingest;

/**
 * A line that names what follows it: a heading of the file's own, or a clause number. One without a
 * text of its own (start and end are the same) names what begins at or after its place, such as a
 * table's columns its rows; one with an empty label only ends those of its level and below.
 *
 * @param start first UTF-16 index in the extracted text
 * @param end index after the last
 * @param level from 1; a heading ends those of its level and below
 * @param label as shown in a passage's path, such as {@code 12.3 Termination}
 */
public record Heading(int start, int end, int level, String label) {}
