package org.carrel.document;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A document as the API shows it.
 *
 * @param mediaType as detected by extraction; application/octet-stream before
 * @param size of the original in bytes
 * @param state processing, indexed or quarantined
 * @param reason of a quarantine: a name of {@link org.carrel.ingest.RefusalReason}, or INTERNAL or
 *     CANCELLED
 * @param detail one sentence for a person
 */
record DocumentView(
        UUID id,
        UUID collectionId,
        String name,
        String mediaType,
        String sha256,
        long size,
        String state,
        @Nullable String reason,
        @Nullable String detail,
        int pages,
        int passages,
        int version,
        UUID jobId,
        Instant createdAt) {

    static DocumentView from(DocumentEntity entity) {
        return new DocumentView(
                entity.id,
                entity.collectionId,
                entity.name,
                entity.mediaType,
                entity.sha256,
                entity.size,
                entity.state,
                entity.reason,
                entity.detail,
                entity.pages,
                entity.passages,
                entity.version,
                entity.jobId,
                entity.createdAt);
    }
}
