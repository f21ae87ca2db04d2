package org.carrel.document;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.carrel.ingest.Extraction.Extracted;
import org.carrel.ingest.Passage;

/**
 * Documents for the indexing pipeline, which acts for nobody: no access is decided here. What
 * changes a document takes part in the caller's transaction.
 */
@ApplicationScoped
@Transactional
public class Documents {

    private final DocumentRepository documents;

    Documents(DocumentRepository documents) {
        this.documents = documents;
    }

    public Optional<StoredDocument> find(UUID id) {
        return documents.byId(id).map(StoredDocument::from);
    }

    /** Enters what was found in a document; it can now be searched. */
    public void indexed(StoredDocument document, Extracted extracted) {
        documents.deletePassages(document.id());
        documents.insertAll(
                extracted.passages().stream()
                        .map(passage ->
                                PassageEntity.of(document.id(), document.version(), passage))
                        .toList());
        documents.indexed(
                document.id(),
                extracted.mediaType(),
                extracted.pages().size(),
                extracted.passages().size());
    }

    /** Sets a document aside. */
    public void quarantined(UUID document, String reason, String detail) {
        documents.move(document, DocumentEntity.QUARANTINED, reason, detail);
    }

    /** A document is to be tried again. */
    public void processing(UUID document) {
        documents.move(document, DocumentEntity.PROCESSING, null, null);
    }

    /**
     * Holds the document's row until the transaction ends.
     *
     * @return whether it is indexed
     */
    public boolean lockIndexed(UUID document) {
        return documents.lockIndexed(document) == 1;
    }

    /** The passages as they were indexed, cut anew from the text. */
    public List<Passage> passages(StoredDocument document, StoredText text) {
        return documents.passages(document.id(), document.version()).stream()
                .map(anchor ->
                        new Passage(
                                anchor.ordinal,
                                anchor.page,
                                anchor.start,
                                anchor.end,
                                text.text().substring(anchor.start, anchor.end),
                                ""))
                .toList();
    }

    /** Collections that hold an indexed document. */
    public List<UUID> collectionsWithIndexed() {
        return documents.collectionsWithIndexed();
    }

    public List<UUID> indexedIn(UUID collection) {
        return documents.indexedIn(collection);
    }
}
