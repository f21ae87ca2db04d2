package org.carrel.indexing;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.carrel.ingest.Passage;
import org.carrel.models.EmbeddingModel;

/** Embeds passages a few at a time, so that questions get their turn and a stop is noticed. */
@ApplicationScoped
class PassageVectors {

    private final EmbeddingModel model;
    private final int batch;

    PassageVectors(EmbeddingModel model, IndexingConfig config) {
        this.model = model;
        this.batch = config.embeddingBatch();
    }

    /** One vector a passage, in order; empty when it was no longer wanted. */
    Optional<List<float[]>> of(List<Passage> passages, BooleanSupplier wanted) {
        List<float[]> vectors = new ArrayList<>(passages.size());
        for (int from = 0; from < passages.size(); from += batch) {
            if (!wanted.getAsBoolean()) {
                return Optional.empty();
            }
            List<Passage> some = passages.subList(from, Math.min(from + batch, passages.size()));
            vectors.addAll(model.embedPassages(some.stream().map(Passage::text).toList()));
        }
        return Optional.of(vectors);
    }
}
