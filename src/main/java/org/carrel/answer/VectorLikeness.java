package org.carrel.answer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.carrel.models.EmbeddingModel;

/** Likeness by the vectors of the embedding model; those of the evidence are computed once. */
final class VectorLikeness implements SentenceCheck.Likeness {

    private final EmbeddingModel embeddings;
    private final Map<String, float[]> known = new HashMap<>();

    VectorLikeness(EmbeddingModel embeddings) {
        this.embeddings = embeddings;
    }

    @Override
    public synchronized double of(String sentence, List<String> others) {
        List<String> unknown =
                Stream.concat(others.stream(), Stream.of(sentence))
                        .filter(text -> !known.containsKey(text))
                        .distinct()
                        .toList();
        List<float[]> vectors = embeddings.embedPassages(unknown);
        for (int i = 0; i < unknown.size(); i++) {
            known.put(unknown.get(i), vectors.get(i));
        }
        float[] stated = vector(sentence);
        return others.stream()
                .mapToDouble(other -> EmbeddingModel.dot(stated, vector(other)))
                .max()
                .orElse(-1);
    }

    private float[] vector(String text) {
        float[] vector = known.get(text);
        if (vector == null) {
            throw new IllegalStateException("a text has no vector");
        }
        return vector;
    }
}
