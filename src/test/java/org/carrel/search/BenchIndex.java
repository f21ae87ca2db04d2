package org.carrel.search;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.carrel.ingest.Extraction.Extracted;
import org.carrel.ingest.Passage;
import org.carrel.ingest.describe.Describer;
import org.carrel.ingest.describe.Description;
import org.carrel.ingest.describe.DocumentType;
import org.carrel.ingest.describe.Subject;
import org.carrel.models.EmbeddingModel;
import org.carrel.search.terms.Abbreviations;

/**
 * An index in a folder and the search over it, put together as the server does, for benchmarks that
 * run without one. What a document is called comes from rules alone: nobody corrects it.
 */
public final class BenchIndex {

    private static final int BATCH = 32;

    private final EmbeddingModel embeddings;
    private final PassageIndex index;
    private final Search search;
    private final Describer describer = new Describer();

    /**
     * @param home indexes that are in it are used again
     */
    @SuppressWarnings("NullAway") // One server alone takes no turns.
    public BenchIndex(Path home, EmbeddingModel embeddings) {
        this.embeddings = embeddings;
        SearchConfig config =
                new SmallRyeConfigBuilder()
                        .withMapping(SearchConfig.class)
                        .build()
                        .getConfigMapping(SearchConfig.class);
        Encoders encoders = Encoders.shipped(embeddings);
        index = new PassageIndex(home, config, new WriteTurns(null), encoders);
        search =
                new Search(
                        new Readers(index, config),
                        encoders,
                        embeddings,
                        config,
                        Abbreviations.read(null),
                        new InstalledReranker(Optional.empty(), 1, Duration.ZERO));
    }

    public Search search() {
        return search;
    }

    /** Embeds and indexes a document's passages; searchable on return. */
    public void add(UUID collection, UUID document, String name, Extracted extracted) {
        Source source =
                new Source(collection, document, 1, about(describer, Subject.of(name, extracted)));
        index.replace(source, extracted.passages(), Vectors.shipped(vectors(extracted.passages())));
    }

    private List<float[]> vectors(List<Passage> passages) {
        List<float[]> vectors = new ArrayList<>();
        for (int from = 0; from < passages.size(); from += BATCH) {
            vectors.addAll(
                    embeddings.embedPassages(
                            passages.subList(from, Math.min(from + BATCH, passages.size())).stream()
                                    .map(Passage::text)
                                    .toList()));
        }
        return vectors;
    }

    /** What an ingested document would be called by. */
    static About about(Describer describer, Subject subject) {
        Description known = describer.describe(subject);
        DocumentType type = known.type().value();
        return new About(
                subject.name(),
                type == DocumentType.OTHER ? null : type.label(),
                known.parties().stream().map(guess -> guess.value()).toList(),
                List.of(),
                known.date() == null ? null : known.date().value().toString(),
                About.opening(subject.text()));
    }
}
