package org.carrel.indexing;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.carrel.document.Documents;
import org.carrel.document.StoredDocument;
import org.carrel.search.PassageIndex;

/** Takes a version that is set aside out of the index, if it is there. */
@ApplicationScoped
class Withdrawal {

    private final Documents documents;
    private final PassageIndex index;
    private final WorkQueue queue;

    Withdrawal(Documents documents, PassageIndex index, WorkQueue queue) {
        this.documents = documents;
        this.index = index;
        this.queue = queue;
    }

    /**
     * In the caller's transaction, which holds the item's row. A server that died after Lucene's
     * commit and before PostgreSQL's may have left the version in, in the place of an earlier one;
     * that one is put back.
     */
    void of(UUID id, int version) {
        documents.find(id, version).ifPresent(this::takeOut);
    }

    private void takeOut(StoredDocument document) {
        UUID collection = document.collectionId();
        if (index.version(collection, document.id()).orElse(0) == document.version()) {
            index.remove(collection, document.id());
            documents.searchable(document.id()).ifPresent(found -> queue.addReindex(found.id()));
        }
    }
}
