package org.carrel.indexing;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.carrel.document.Documents;
import org.carrel.document.StoredDocument;
import org.carrel.document.Superseded;
import org.carrel.search.Encoders;
import org.jboss.logging.Logger;

/**
 * Puts a superseded version into the history index of its collection. To do so twice changes
 * nothing.
 */
@ApplicationScoped
class History implements WorkQueue.Work {

    private static final Logger LOG = Logger.getLogger(History.class);

    private final Documents documents;
    private final StoredPassages stored;
    private final Placement placement;
    private final Encoders encoders;
    private final SystemEvents events;

    History(
            Documents documents,
            StoredPassages stored,
            Placement placement,
            Encoders encoders,
            SystemEvents events) {
        this.documents = documents;
        this.stored = stored;
        this.placement = placement;
        this.encoders = encoders;
        this.events = events;
    }

    static String taskName(Superseded version) {
        return version.documentId() + "/" + version.version();
    }

    private static Superseded parse(String taskName) {
        String[] parts = taskName.split("/", -1);
        return new Superseded(UUID.fromString(parts[0]), Integer.parseInt(parts[1]));
    }

    @Override
    public void run(String instance) throws IOException {
        Superseded version = parse(instance);
        boolean done = false;
        while (!done) {
            Optional<StoredDocument> found =
                    documents.superseded(version.documentId(), version.version());
            done = found.isEmpty() || isKept(found.get());
        }
    }

    /** False when another encoder began to take over since the passages were embedded. */
    private boolean isKept(StoredDocument document) throws IOException {
        StoredPassages.Embedded embedded = stored.of(document);
        QuarkusTransaction.requiringNew().timeout(600).run(() -> keep(document, embedded));
        return embedded.vectors().areBy(encoders.written());
    }

    private void keep(StoredDocument document, StoredPassages.Embedded embedded) {
        if (placement.superseded(document, embedded)) {
            events.record(
                    "document.superseded",
                    document,
                    Map.of("version", Integer.toString(document.version())));
        }
    }

    /** The version stays readable, and what searches find without it is whole: nothing to undo. */
    @Override
    public void giveUp(String instance) {
        LOG.errorf("superseded version %s is in no index: searches cannot find it", instance);
    }
}
