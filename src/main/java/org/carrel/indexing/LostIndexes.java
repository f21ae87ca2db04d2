package org.carrel.indexing;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.carrel.document.Documents;
import org.carrel.document.Superseded;
import org.carrel.search.PassageIndex;
import org.jboss.logging.Logger;

/** On start: PostgreSQL is the truth, so an index that is gone is made again from it. */
@ApplicationScoped
class LostIndexes {

    private static final Logger LOG = Logger.getLogger(LostIndexes.class);

    private final Documents documents;
    private final PassageIndex index;
    private final WorkQueue queue;

    LostIndexes(Documents documents, PassageIndex index, WorkQueue queue) {
        this.documents = documents;
        this.index = index;
        this.queue = queue;
    }

    /** One transaction: all of the work is queued before any of it makes the folder. */
    @Transactional
    void find(@Observes @Priority(WorkQueue.PRIORITY - 1) StartupEvent event) {
        for (UUID collection : documents.collectionsWithIndexed()) {
            if (!index.exists(collection)) {
                List<UUID> lost = documents.indexedIn(collection);
                LOG.warnf("the index of %s is gone: %d documents follow", collection, lost.size());
                lost.forEach(queue::addReindex);
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
