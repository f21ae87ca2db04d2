package org.carrel.document;

import java.util.UUID;
import org.carrel.ingest.RefusalReason;
import org.jspecify.annotations.Nullable;

/**
 * A version of a document as the indexing pipeline sees it.
 *
 * @param name for display, safe to show
 * @param size of the original in bytes
 * @param version from 1
 * @param jobId of the job that brings it into the index
 * @param refused why it is to be set aside unread, being too much or too deep in files within
 *     files; null for all that came in otherwise
 * @param key opens the files of all versions
 */
public record StoredDocument(
        UUID id,
        UUID collectionId,
        String name,
        long size,
        int version,
        UUID jobId,
        @Nullable RefusalReason refused,
        WrappedKey key) {

    static StoredDocument from(Revision revision) {
        DocumentEntity document = revision.document();
        VersionEntity version = revision.version();
        String refused = version.refused;
        return new StoredDocument(
                document.id,
                document.collectionId,
                version.name,
                version.size,
                version.version,
                version.jobId,
                refused == null ? null : RefusalReason.valueOf(refused),
                new WrappedKey(document.wrappedKey));
    }
}
