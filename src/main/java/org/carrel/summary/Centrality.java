package org.carrel.summary;

import java.util.HashMap;
import java.util.Map;
import org.carrel.access.ReadableCollections;
import org.carrel.document.ReadableText;
import org.carrel.models.EmbeddingModel;
import org.carrel.search.DocumentVectors;
import org.jspecify.annotations.Nullable;

/**
 * How near each passage is to the middle of its document: the cosine of its vector and the mean of
 * all (centroid-based summarisation: Radev, Jing, Stys and Tam, 2004). In time and room linear in
 * the passages, where LexRank compares each with each; the vectors are those of the index.
 */
final class Centrality {

    /** What a passage has whose vector is not in the index. */
    private static final double UNKNOWN = 0.5;

    private final Map<Integer, Double> byStart;

    private Centrality(Map<Integer, Double> byStart) {
        this.byStart = byStart;
    }

    /** Where no passage is known to be nearer than another. */
    static Centrality even() {
        return new Centrality(Map.of());
    }

    static Centrality of(
            ReadableCollections scope, ReadableText document, DocumentVectors vectors) {
        Mean mean = new Mean();
        visit(scope, document, vectors, (start, vector) -> mean.add(vector));
        Map<Integer, Double> cosines = new HashMap<>();
        float @Nullable [] middle = mean.sum;
        if (middle != null) {
            double length = Math.sqrt(EmbeddingModel.dot(middle, middle));
            visit(
                    scope,
                    document,
                    vectors,
                    (start, vector) ->
                            cosines.put(start, EmbeddingModel.dot(vector, middle) / length));
        }
        return new Centrality(scaled(cosines));
    }

    private static void visit(
            ReadableCollections scope,
            ReadableText document,
            DocumentVectors vectors,
            DocumentVectors.Visitor visitor) {
        vectors.visit(
                scope, document.collectionId(), document.documentId(), document.version(), visitor);
    }

    /** From 0 for the passage that is farthest off to 1 for the nearest. */
    private static Map<Integer, Double> scaled(Map<Integer, Double> cosines) {
        double least = cosines.values().stream().mapToDouble(each -> each).min().orElse(0);
        double most = cosines.values().stream().mapToDouble(each -> each).max().orElse(1);
        double range = Math.max(1e-6, most - least);
        Map<Integer, Double> scaled = new HashMap<>();
        cosines.forEach((start, cosine) -> scaled.put(start, (cosine - least) / range));
        return scaled;
    }

    /** Of the passage that starts there, 0 to 1. */
    double of(int start) {
        return byStart.getOrDefault(start, UNKNOWN);
    }

    private static final class Mean {
        private float @Nullable [] sum;

        void add(float[] vector) {
            float[] total = sum;
            if (total == null) {
                total = new float[vector.length];
                sum = total;
            }
            for (int i = 0; i < total.length; i++) {
                total[i] += vector[i];
            }
        }
    }
}
