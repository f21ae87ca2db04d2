package org.carrel.indexing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.carrel.document.Documents;
import org.carrel.document.StoredDocument;
import org.carrel.search.PassageIndex;
import org.carrel.search.Source;

/**
 * Puts the embedded passages of a version into the index that it belongs to now, if it still
 * belongs into one. To be called within the transaction that records it.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class Placement {

    private final Documents documents;
    private final PassageIndex index;
    private final Abouts abouts;

    Placement(Documents documents, PassageIndex index, Abouts abouts) {
        this.documents = documents;
        this.index = index;
        this.abouts = abouts;
    }

    /** Among what is searched; false if another version took its place, or it moved or went. */
    boolean searchable(StoredDocument document, StoredPassages.Embedded embedded) {
        if (!documents.lockSearchable(document)) {
            return false;
        }
        index.replace(
                new Source(
                        document.collectionId(),
                        document.id(),
                        document.version(),
                        abouts.of(document, embedded.text())),
                embedded.passages(),
                embedded.vectors());
        return true;
    }

    /** Into the history of its collection; false if it is gone. */
    boolean superseded(StoredDocument document, StoredPassages.Embedded embedded) {
        documents.lock(document.id());
        // Looked up anew: it may have moved meanwhile.
        Optional<StoredDocument> now = documents.superseded(document.id(), document.version());
        now.ifPresent(found ->
                index.keepSuperseded(
                        found.collectionId(),
                        document.id(),
                        document.version(),
                        document.name(),
                        embedded.passages(),
                        embedded.vectors()));
        return now.isPresent();
    }
}
