package org.carrel.search;

/**
 * How much each signal counts; chosen on development splits (ADR 19).
 *
 * @param words share of BM25 in the fusion, 0 to 1; the vectors have the rest
 * @param path boost of the headings above a passage, against its text
 * @param name boost of the document's name, against its text
 */
record Weights(double words, float path, float name) {

    static final Weights CHOSEN = new Weights(0.3, 0.5f, 0.5f);
}
