package org.carrel.indexing;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.Optional;
import java.util.UUID;
import org.carrel.document.Documents;
import org.carrel.document.DocumentsMoved;
import org.carrel.search.PassageIndex;
import org.jboss.logging.Logger;

/**
 * Takes a document that moved out of the index of the collection that it left: at once after the
 * commit, and by durable work as well, since a server can die in between. To do so twice changes
 * nothing.
 */
@ApplicationScoped
class Relocation implements WorkQueue.Work {

    private static final Logger LOG = Logger.getLogger(Relocation.class);

    private final Documents documents;
    private final PassageIndex index;

    Relocation(Documents documents, PassageIndex index) {
        this.documents = documents;
        this.index = index;
    }

    static String taskName(UUID document, UUID left) {
        return document + "/" + left;
    }

    /** Before the answer that says that they moved. */
    void committed(@Observes(during = TransactionPhase.AFTER_SUCCESS) DocumentsMoved moved) {
        moved.documents().forEach(each -> takeOut(each, moved.from()));
    }

    @Override
    public void run(String instance) {
        String[] parts = instance.split("/", -1);
        UUID document = UUID.fromString(parts[0]);
        UUID left = UUID.fromString(parts[1]);
        QuarkusTransaction.requiringNew()
                .timeout(600)
                .run(() -> {
                    documents.lock(document);
                    Optional<UUID> now = documents.collectionOf(document);
                    if (!now.equals(Optional.of(left))) {
                        takeOut(document, left);
                    }
                });
    }

    private void takeOut(UUID document, UUID left) {
        index.remove(left, document);
        index.removeSuperseded(left, document);
    }

    @Override
    public void giveUp(String instance) {
        LOG.errorf("%s: a document that moved may still be in the index that it left", instance);
    }
}
