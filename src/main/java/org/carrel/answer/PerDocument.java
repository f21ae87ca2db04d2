package org.carrel.answer;

import java.util.List;
import java.util.UUID;

/**
 * What one document says in a comparison.
 *
 * @param outcome {@code grounded}, or {@code insufficient} where it is silent
 * @param sentences indexes from 0 into the answer's sentences
 * @param citations indexes from 0 into the answer's citations
 */
record PerDocument(
        UUID documentId,
        String documentName,
        String outcome,
        List<Integer> sentences,
        List<Integer> citations) {
    PerDocument {
        sentences = List.copyOf(sentences);
        citations = List.copyOf(citations);
    }
}
