package org.carrel.answer;

import java.util.List;
import org.carrel.concept.Concept;
import org.carrel.search.Focus;
import org.jspecify.annotations.Nullable;

/** What the documents offer for a question. */
sealed interface Evidence {

    /** Probability that the first sentence answers the question, 0 to 1; 0 without any sentence. */
    double strength();

    /** The documents that the question names, from which alone evidence is taken. */
    Focus focus();

    /** What the question asks for, strongest first; empty where it uses no known wording. */
    List<Concept> concepts();

    /** Number of documents that were searched. */
    int searched();

    Timings timings();

    /**
     * Sentences that may answer it.
     *
     * @param citations strongest first, at least one
     * @param hedged whether the strength lies between the two settings: an answer with reserve
     * @param value what was asked for, where it is of a kind that has a form and a citation holds
     *     one
     */
    record Grounded(
            List<Citation> citations,
            double strength,
            boolean hedged,
            @Nullable TypedValue value,
            Focus focus,
            List<Concept> concepts,
            int searched,
            Timings timings)
            implements Evidence {
        public Grounded {
            citations = List.copyOf(citations);
            concepts = List.copyOf(concepts);
        }
    }

    /**
     * Nothing that answers it.
     *
     * @param nearest the nearest sentences all the same; empty if there is nothing to search
     */
    record Insufficient(
            List<Citation> nearest,
            double strength,
            Focus focus,
            List<Concept> concepts,
            int searched,
            Timings timings)
            implements Evidence {
        public Insufficient {
            nearest = List.copyOf(nearest);
            concepts = List.copyOf(concepts);
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
