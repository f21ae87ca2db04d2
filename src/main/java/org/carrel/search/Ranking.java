package org.carrel.search;

/** By what passages are ordered. */
public enum Ranking {
    /** Words and meaning together, in the documents that the question names. */
    FUSED,
    /** BM25 over the passages' text alone: what a plain Lucene program finds, to compare with. */
    WORDS,
    /** Nearest vectors alone, to compare with. */
    VECTORS
}
