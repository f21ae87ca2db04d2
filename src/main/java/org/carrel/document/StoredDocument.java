package org.carrel.document;

import java.util.UUID;

/**
 * A document as the indexing pipeline sees it.
 *
 * @param name for display, safe to show
 * @param size of the original in bytes
 * @param version of the text; 1 for a document that was not replaced
 * @param jobId of the job that brings it into the index
 * @param key opens its files
 */
public record StoredDocument(
        UUID id,
        UUID collectionId,
        String name,
        long size,
        int version,
        UUID jobId,
        WrappedKey key) {

    static StoredDocument from(DocumentEntity entity) {
        return new StoredDocument(
                entity.id,
                entity.collectionId,
                entity.name,
                entity.size,
                entity.version,
                entity.jobId,
                new WrappedKey(entity.wrappedKey));
    }
}
