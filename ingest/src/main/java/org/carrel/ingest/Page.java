package org.carrel.ingest;

/**
 * One page of the extracted text.
 *
 * @param number from 1
 * @param start first UTF-16 index in the text
 * @param end index after the last
 */
public record Page(int number, int start, int end) {}
