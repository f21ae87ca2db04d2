package org.carrel.search;

import java.util.List;
import java.util.Map;

/**
 * What a search found.
 *
 * @param hits best first
 * @param documents number of documents that were searched
 * @param rarity for each term of the question its inverse document frequency over what was
 *     searched, so that a later step can tell telling words from common ones
 * @param vector of the question, without the words that name a document
 * @param focus the documents that the question names
 * @param reranking of the hits
 */
public record Found(
        List<Hit> hits,
        int documents,
        Map<String, Double> rarity,
        float[] vector,
        Focus focus,
        Reranking reranking) {
    public Found {
        hits = List.copyOf(hits);
        rarity = Map.copyOf(rarity);
    }
}
