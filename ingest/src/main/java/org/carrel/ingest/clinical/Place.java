package org.carrel.ingest.clinical;

/**
 * Where something stands in the text: a line, or several.
 *
 * @param text the text at the range
 */
record Place(int start, int end, String text) {}
