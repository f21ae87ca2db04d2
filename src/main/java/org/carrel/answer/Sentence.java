package org.carrel.answer;

import java.util.List;

/**
 * One sentence of an answer.
 *
 * @param supported whether its citations carry it
 * @param citations indexes from 0 into the answer's citations
 */
record Sentence(String text, boolean supported, List<Integer> citations) {
    Sentence {
        citations = List.copyOf(citations);
    }
}
