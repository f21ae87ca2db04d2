package org.carrel.ingest;

/**
 * A stretch of text that is indexed, retrieved and cited as one: a few sentences within one page.
 *
 * @param ordinal position in the document, from 0
 * @param page number of the page on which it starts, from 1
 * @param start first UTF-16 index in the extracted text
 * @param end index after the last
 * @param text the extracted text at that range, exactly
 * @param path the headings that it stands under, outermost first, such as {@code 12.3 Termination >
 *     (b)}; empty under none
 */
public record Passage(int ordinal, int page, int start, int end, String text, String path) {}
