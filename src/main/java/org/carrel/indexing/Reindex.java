package org.carrel.indexing;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.carrel.document.Documents;
import org.carrel.document.StoredDocument;
import org.carrel.search.PassageIndex;
import org.carrel.search.Source;

/**
 * Puts a document into its index again from what is stored of it: the index was lost or is of an
 * older form, or a person's word changed what the document is called.
 */
@ApplicationScoped
class Reindex implements WorkQueue.Work {

    private static final String DETAIL =
            "Its place in the search index was lost and could not be made again; the server's log"
                    + " has the cause.";

    private final JobRepository jobs;
    private final Documents documents;
    private final StoredPassages stored;
    private final PassageIndex index;
    private final Abouts abouts;
    private final SystemEvents events;

    Reindex(
            JobRepository jobs,
            Documents documents,
            StoredPassages stored,
            PassageIndex index,
            Abouts abouts,
            SystemEvents events) {
        this.jobs = jobs;
        this.documents = documents;
        this.stored = stored;
        this.index = index;
        this.abouts = abouts;
        this.events = events;
    }

    @Override
    public void run(String instance) throws IOException {
        Optional<StoredDocument> found = documents.searchable(UUID.fromString(instance));
        if (found.isPresent()) {
            StoredDocument document = found.get();
            StoredPassages.Embedded embedded = stored.of(document);
            QuarkusTransaction.requiringNew().timeout(600).run(() -> replace(document, embedded));
        }
    }

    private void replace(StoredDocument document, StoredPassages.Embedded embedded) {
        if (documents.lockSearchable(document.id(), document.version())) {
            index.replace(
                    new Source(
                            document.collectionId(),
                            document.id(),
                            document.version(),
                            abouts.of(document, embedded.text())),
                    embedded.passages(),
                    embedded.vectors());
            events.record("document.reindexed", document, Map.of());
        }
    }

    @Override
    public void giveUp(String instance) {
        QuarkusTransaction.requiringNew()
                .run(() ->
                        documents.searchable(UUID.fromString(instance)).ifPresent(this::setAside));
    }

    private void setAside(StoredDocument document) {
        if (documents.lockSearchable(document.id(), document.version())) {
            documents.quarantined(document.id(), document.version(), Ingest.INTERNAL, DETAIL);
            jobs.lost(document.jobId(), document.id(), document.version(), Ingest.INTERNAL, DETAIL);
            events.record("document.quarantined", document, Map.of("reason", Ingest.INTERNAL));
        }
    }
}
