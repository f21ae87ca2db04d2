package org.carrel.indexing;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.carrel.document.Documents;
import org.carrel.document.Superseded;
import org.carrel.search.PassageIndex;
import org.jboss.logging.Logger;

/**
 * On start: PostgreSQL is the truth, so an index that is gone is made again from it. One of an
 * older form is searched as it is while its documents are written anew, one by one.
 */
@ApplicationScoped
class LostIndexes {

    private static final Logger LOG = Logger.getLogger(LostIndexes.class);

    private final Documents documents;
    private final PassageIndex index;
    private final WorkQueue queue;
    private final Event<Renewing> renewing;

    LostIndexes(
            Documents documents, PassageIndex index, WorkQueue queue, Event<Renewing> renewing) {
        this.documents = documents;
        this.index = index;
        this.queue = queue;
        this.renewing = renewing;
    }

    /** All documents of an index of an older form are queued to be written anew. */
    record Renewing(UUID collection) {}

    /** Only what is queued for good: after a crash before it the index is still outdated. */
    void queued(@Observes(during = TransactionPhase.AFTER_SUCCESS) Renewing renewed) {
        index.renewed(renewed.collection());
    }

    /** One transaction: all of the work is queued before any of it makes the folder. */
    @Transactional
    void find(@Observes @Priority(WorkQueue.PRIORITY - 1) StartupEvent event) {
        index.dropUnused();
        for (UUID collection : documents.collectionsWithIndexed()) {
            if (!index.exists(collection)) {
                List<UUID> lost = documents.indexedIn(collection);
                LOG.warnf("the index of %s is gone: %d documents follow", collection, lost.size());
                lost.forEach(queue::addReindex);
            } else if (index.outdated(collection)) {
                List<UUID> old = documents.indexedIn(collection);
                LOG.infof("%s has an older index: %d documents follow", collection, old.size());
                old.forEach(queue::addReindex);
                renewing.fire(new Renewing(collection));
            }
        }
        for (UUID collection : documents.collectionsWithSuperseded()) {
            if (!index.historyExists(collection)) {
                List<Superseded> lost = documents.supersededIn(collection);
                LOG.warnf("%s has no history index: %d versions follow", collection, lost.size());
                lost.forEach(queue::addSuperseded);
            }
        }
    }
}
