package org.carrel.search;

/** Whether the best passages were put in order by a reranker. */
public enum Reranking {
    /** None is installed, or the ranking is one to compare with. */
    NONE,
    /** They were. */
    DONE,
    /** One is installed but was not ready in time: the order is that of the fusion. */
    LATE
}
