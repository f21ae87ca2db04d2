package org.carrel.search;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.lucene.index.MultiReader;
import org.carrel.access.ReadableCollections;
import org.carrel.models.EmbeddingModel;
import org.carrel.search.terms.Abbreviations;

/** Finds the passages nearest to a question, in what its asker may read. */
@ApplicationScoped
public class Search {

    /** Longest question, in UTF-16 units: beyond it nothing a person asks is lost. */
    public static final int MAX_QUESTION = 2_000;

    private final Readers readers;
    private final Encoders encoders;
    private final Ranker ranker;

    Search(
            Readers readers,
            Encoders encoders,
            EmbeddingModel embeddings,
            SearchConfig config,
            Abbreviations abbreviations,
            InstalledReranker reranker) {
        this.readers = readers;
        this.encoders = encoders;
        this.ranker =
                new Ranker(
                        embeddings,
                        new Wording(abbreviations),
                        reranker,
                        config.candidates(),
                        Weights.CHOSEN);
    }

    /**
     * Searches. A question that names documents is looked for in those alone, without the words
     * that name them: {@link Hit#similarity} is then that of the rest of the question.
     *
     * @param scope what may be read; nothing else is opened
     */
    public Found find(ReadableCollections scope, Query query) {
        Encoder encoder = encoders.current();
        try (MultiReader reader = readers.over(scope.ids(), query.versions(), encoder.id())) {
            return ranker.of(reader, query, encoder);
        } catch (IOException e) {
            throw new UncheckedIOException("reading an index", e);
        }
    }
}
