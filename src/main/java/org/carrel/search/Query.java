package org.carrel.search;

/**
 * What to look for.
 *
 * @param text the question, at most {@link Search#MAX_QUESTION} long; every character is text, none
 *     is syntax
 * @param vector of the question, by the model that comes with Carrel; of unit length
 * @param limit most hits, at least 1
 */
public record Query(
        String text, float[] vector, Filter filter, Versions versions, Ranking ranking, int limit) {

    /** The same for more hits. */
    Query atLeast(int hits) {
        return new Query(text, vector, filter, versions, ranking, Math.max(hits, limit));
    }

    /** Over the latest versions of all documents, by the best ranking there is. */
    public static Query of(String text, float[] vector, int limit) {
        return new Query(text, vector, Filter.NONE, Versions.LATEST, Ranking.FUSED, limit);
    }
}
