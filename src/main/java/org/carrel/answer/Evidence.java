package org.carrel.answer;

import java.util.List;

/** What the documents offer for a question. */
sealed interface Evidence {

    /** Number of documents that were searched. */
    int searched();

    Timings timings();

    /**
     * Sentences that may answer it.
     *
     * @param citations strongest first, at least one
     * @param strength of the strongest, about 0 to 1
     */
    record Grounded(List<Citation> citations, double strength, int searched, Timings timings)
            implements Evidence {
        public Grounded {
            citations = List.copyOf(citations);
        }
    }

    /**
     * Nothing that answers it.
     *
     * @param nearest the nearest sentences all the same; empty if there is nothing to search
     */
    record Insufficient(List<Citation> nearest, int searched, Timings timings) implements Evidence {
        public Insufficient {
            nearest = List.copyOf(nearest);
        }
    }

    /**
     * How long it took, in milliseconds.
     *
     * @param retrievalMs finding passages
     * @param evidenceMs finding passages and choosing sentences
     */
    record Timings(long retrievalMs, long evidenceMs) {}
}
