package org.carrel.document;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.carrel.document.Surroundings.Container;
import org.carrel.document.Surroundings.Found;
import org.jspecify.annotations.Nullable;

/**
 * A version of a document as the API shows it; without a number asked for, the latest.
 *
 * @param restricted whether only some of those who read the collection may read it
 * @param mediaType as detected by extraction; application/octet-stream before
 * @param size of the original in bytes
 * @param state processing, indexed or quarantined
 * @param reason of a quarantine: a name of {@link org.carrel.ingest.RefusalReason}, or INTERNAL or
 *     CANCELLED
 * @param detail one sentence for a person
 * @param latestVersion of the document
 * @param searchableVersion the version that searches find: an earlier one until this is indexed,
 *     and also when this one cannot be; null while there is none
 * @param recognised whether text of it was read from a picture
 * @param meanConfidence of that reading, 0 to 100
 * @param title as the file states it, like author and writtenAt; language likewise, unless the
 *     metadata knows it
 * @param type of the document, a person's word or else the machine's guess, like date; null while
 *     nobody knows. See /api/v1/documents/{id}/metadata
 * @param container the file in which it was found; null for one that was handed in
 * @param attachments the first of the files that were found in it; null in lists
 * @param attachmentCount how many were found in it
 * @param similar documents of the collection with almost the same text; null in a list
 * @param createdAt when this version came in
 */
record DocumentView(
        UUID id,
        UUID collectionId,
        boolean restricted,
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
        int latestVersion,
        @Nullable Integer searchableVersion,
        @Nullable Integer restoredFrom,
        boolean recognised,
        @Nullable Float meanConfidence,
        @Nullable String title,
        @Nullable String author,
        @Nullable Instant writtenAt,
        @Nullable String language,
        @Nullable String type,
        @Nullable LocalDate date,
        @Nullable Container container,
        @Nullable List<Found> attachments,
        long attachmentCount,
        @Nullable List<Similar> similar,
        UUID jobId,
        String createdBy,
        Instant createdAt) {

    static DocumentView from(
            Revision revision, @Nullable Container container, long attachmentCount) {
        DocumentEntity document = revision.document();
        VersionEntity version = revision.version();
        return new DocumentView(
                document.id,
                document.enclosedIn == null ? document.collectionId : document.enclosedIn,
                document.enclosedIn != null,
                version.name,
                version.mediaType,
                version.sha256,
                version.size,
                version.state,
                version.reason,
                version.detail,
                version.pages,
                version.passages,
                version.version,
                document.version,
                document.searchableVersion,
                version.restoredFrom,
                version.recognised,
                version.meanConfidence,
                version.title,
                version.author,
                version.writtenAt,
                document.language != null ? document.language : version.language,
                document.type,
                document.dated,
                container,
                null,
                attachmentCount,
                null,
                version.jobId,
                version.createdBy,
                version.createdAt);
    }

    DocumentView with(List<Found> shown, List<Similar> alike) {
        return new DocumentView(
                id,
                collectionId,
                restricted,
                name,
                mediaType,
                sha256,
                size,
                state,
                reason,
                detail,
                pages,
                passages,
                version,
                latestVersion,
                searchableVersion,
                restoredFrom,
                recognised,
                meanConfidence,
                title,
                author,
                writtenAt,
                language,
                type,
                date,
                container,
                shown,
                attachmentCount,
                alike,
                jobId,
                createdBy,
                createdAt);
    }
}
