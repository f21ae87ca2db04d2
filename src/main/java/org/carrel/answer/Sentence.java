package org.carrel.answer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One sentence of an answer.
 *
 * @param supported whether its citations carry it
 * @param citations indexes from 0 into the answer's citations
 * @param fault what its citations do not carry; null for a supported one
 */
record Sentence(String text, boolean supported, List<Integer> citations, @Nullable Fault fault) {
    Sentence {
        citations = List.copyOf(citations);
    }

    /** The same sentence where its citations begin further on. */
    Sentence moved(int by) {
        return new Sentence(
                text, supported, citations.stream().map(index -> index + by).toList(), fault);
    }

    static Sentence supported(String text, List<Integer> citations) {
        return new Sentence(text, true, citations, null);
    }

    static Sentence unsupported(String text, List<Integer> citations, Fault fault) {
        return new Sentence(text, false, citations, fault);
    }
}
