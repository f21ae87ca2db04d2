package org.carrel.indexing;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.carrel.document.Documents;
import org.carrel.document.NearDuplicates;
import org.carrel.document.StoredDocument;
import org.carrel.search.Encoders;

/**
 * Puts a document into its index again from what is stored of it: the index was lost or is of an
 * older form, a person's word changed what the document is called, or it moved.
 */
@ApplicationScoped
class Reindex implements WorkQueue.Work {

    private static final String DETAIL =
            "Its place in the search index was lost and could not be made again; the server's log"
                    + " has the cause.";

    private final JobRepository jobs;
    private final Documents documents;
    private final StoredPassages stored;
    private final Placement placement;
    private final Encoders encoders;
    private final NearDuplicates duplicates;
    private final SystemEvents events;

    Reindex(
            JobRepository jobs,
            Documents documents,
            StoredPassages stored,
            Placement placement,
            Encoders encoders,
            NearDuplicates duplicates,
            SystemEvents events) {
        this.jobs = jobs;
        this.documents = documents;
        this.stored = stored;
        this.placement = placement;
        this.encoders = encoders;
        this.duplicates = duplicates;
        this.events = events;
    }

    @Override
    public void run(String instance) throws IOException {
        UUID id = UUID.fromString(instance);
        boolean done = false;
        while (!done) {
            Optional<StoredDocument> found = documents.searchable(id);
            done = found.isEmpty() || replaced(found.get());
        }
    }

    /** False when it became another version, moved, or got another encoder meanwhile. */
    private boolean replaced(StoredDocument document) throws IOException {
        StoredPassages.Embedded embedded = stored.of(document);
        return QuarkusTransaction.requiringNew()
                .timeout(600)
                .call(() -> replace(document, embedded));
    }

    private boolean replace(StoredDocument document, StoredPassages.Embedded embedded) {
        if (placement.searchable(document, embedded)) {
            if (!duplicates.isEntered(document)) {
                duplicates.entered(
                        document, duplicates.signature(document.collectionId(), embedded.text()));
            }
            events.record("document.reindexed", document, Map.of());
            // Another encoder may be taking over since the passages were embedded.
            return embedded.vectors().areBy(encoders.written());
        }
        return false;
    }

    @Override
    public void giveUp(String instance) {
        QuarkusTransaction.requiringNew()
                .run(() ->
                        documents.searchable(UUID.fromString(instance)).ifPresent(this::setAside));
    }

    private void setAside(StoredDocument document) {
        if (documents.lockSearchable(document)) {
            documents.quarantined(document.id(), document.version(), Ingest.INTERNAL, DETAIL);
            jobs.lost(document.jobId(), document.id(), document.version(), Ingest.INTERNAL, DETAIL);
            events.record("document.quarantined", document, Map.of("reason", Ingest.INTERNAL));
        }
    }
}
