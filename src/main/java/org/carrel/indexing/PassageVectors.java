package org.carrel.indexing;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.carrel.ingest.Passage;
import org.carrel.search.Encoder;
import org.carrel.search.Encoders;
import org.carrel.search.Vectors;

/** Embeds passages a few at a time, so that questions get their turn and a stop is noticed. */
@ApplicationScoped
class PassageVectors {

    /** Hears how far it is, and says whether to go on. */
    interface Watch {
        boolean goOn(int done, int total);
    }

    private final Encoders encoders;
    private final int batch;

    PassageVectors(Encoders encoders, IndexingConfig config) {
        this.encoders = encoders;
        this.batch = config.embeddingBatch();
    }

    /** By each encoder that is to be indexed by; empty when it was no longer wanted. */
    Optional<Vectors> of(List<Passage> passages, Watch watch) {
        return of(passages, encoders.written(), watch);
    }

    Optional<Vectors> of(List<Passage> passages, List<Encoder> by, Watch watch) {
        int total = passages.size() * by.size();
        Map<String, List<float[]>> vectors = new HashMap<>();
        for (Encoder encoder : by) {
            List<float[]> own = new ArrayList<>(passages.size());
            for (int from = 0; from < passages.size(); from += batch) {
                if (!watch.goOn(vectors.size() * passages.size() + from, total)) {
                    return Optional.empty();
                }
                List<Passage> some =
                        passages.subList(from, Math.min(from + batch, passages.size()));
                own.addAll(
                        encoder.model().embedPassages(some.stream().map(Passage::text).toList()));
            }
            vectors.put(encoder.id(), own);
        }
        return Optional.of(new Vectors(vectors));
    }
}
