package org.carrel.indexing;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.carrel.ingest.Passage;
import org.carrel.models.EmbeddingModel;

/** Embeds passages a few at a time, so that questions get their turn and a stop is noticed. */
@ApplicationScoped
class PassageVectors {

    /** Hears how far it is, and says whether to go on. */
    interface Watch {
        boolean goOn(int done, int total);
    }

    private final EmbeddingModel model;
    private final int batch;

    PassageVectors(EmbeddingModel model, IndexingConfig config) {
        this.model = model;
        this.batch = config.embeddingBatch();
    }

    /** One vector a passage, in order; empty when it was no longer wanted. */
    Optional<List<float[]>> of(List<Passage> passages, Watch watch) {
        List<float[]> vectors = new ArrayList<>(passages.size());
        for (int from = 0; from < passages.size(); from += batch) {
            if (!watch.goOn(from, passages.size())) {
                return Optional.empty();
            }
            List<Passage> some = passages.subList(from, Math.min(from + batch, passages.size()));
            vectors.addAll(model.embedPassages(some.stream().map(Passage::text).toList()));
        }
        return Optional.of(vectors);
    }
}
