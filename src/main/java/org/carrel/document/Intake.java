package org.carrel.document;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.data.exceptions.EntityExistsException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.carrel.ingest.RefusalReason;
import org.jspecify.annotations.Nullable;

/**
 * Keeps bytes: as a new document, or as the next version of one. On return they and the work on
 * them survive a crash. Who may is decided by whoever calls.
 */
@ApplicationScoped
class Intake {

    /** A file is encrypted while its document's row is held: half a gigabyte on a slow disk. */
    private static final int TIMEOUT_SECONDS = 600;

    private final DocumentFiles files;
    private final DocumentRepository documents;
    private final VersionRepository versions;
    private final Event<DocumentStored> stored;

    Intake(
            DocumentFiles files,
            DocumentRepository documents,
            VersionRepository versions,
            Event<DocumentStored> stored) {
        this.files = files;
        this.documents = documents;
        this.versions = versions;
        this.stored = stored;
    }

    /**
     * Where a new document belongs.
     *
     * @param parent the file it was found in; null for one that was handed in
     */
    record Place(UUID collection, @Nullable DocumentEntity parent, String path) {}

    /**
     * How a version came about.
     *
     * @param restoredFrom the version whose bytes it has again; null if they are new
     * @param refused why it will not be read, empty if it will; asked in the transaction
     */
    record Origin(
            UUID jobId,
            String by,
            @Nullable Integer restoredFrom,
            Supplier<Optional<RefusalReason>> refused) {

        /** Of bytes that a caller hands in: a job of its own. */
        static Origin upload(String by, @Nullable Integer restoredFrom) {
            return new Origin(UUID.randomUUID(), by, restoredFrom, Optional::empty);
        }

        /** In a job that is there already, if one is named. */
        Origin in(@Nullable UUID job) {
            return job == null ? this : new Origin(job, by, restoredFrom, refused);
        }
    }

    /**
     * Keeps a new document.
     *
     * @param with runs in the same transaction, last
     * @return empty when meanwhile another came in with its bytes or its path
     */
    Optional<Revision> enter(Place place, FileBytes bytes, Origin origin, Consumer<Revision> with)
            throws IOException {
        UUID id = UUID.randomUUID();
        WrappedKey key = files.newKey(id);
        files.keepOriginal(id, 1, key, bytes.content());
        DocumentEntity document = document(id, place, bytes, origin, key);
        try {
            // After any other failure the file stays: the commit may have come through. If it did
            // not, the next start sets the file aside.
            return QuarkusTransaction.requiringNew()
                    .call(() -> {
                        documents.insert(document);
                        return Optional.of(announce(document, bytes, origin, with));
                    });
        } catch (EntityExistsException e) {
            files.delete(id, 1);
            return Optional.empty();
        }
    }

    /**
     * Keeps the next version of a document.
     *
     * @param latest the version that it follows
     * @return empty when that is no longer the latest, or another came in with its bytes
     */
    Optional<Revision> follow(
            UUID id, int latest, FileBytes bytes, Origin origin, Consumer<Revision> with) {
        try {
            return QuarkusTransaction.requiringNew()
                    .timeout(TIMEOUT_SECONDS)
                    .call(() -> {
                        String name = DisplayName.of(bytes.name());
                        if (documents.advance(id, latest, name) == 0) {
                            return Optional.empty();
                        }
                        DocumentEntity document = documents.byId(id).orElseThrow();
                        return Optional.of(next(document, bytes, origin, with));
                    });
        } catch (EntityExistsException e) {
            // Its file is no version's; the next one of that number takes its place.
            return Optional.empty();
        }
    }

    private Revision next(
            DocumentEntity document, FileBytes bytes, Origin origin, Consumer<Revision> with) {
        try {
            // While the row is held, nobody else writes a file of this number.
            files.keepOriginal(
                    document.id,
                    document.version,
                    new WrappedKey(document.wrappedKey),
                    bytes.content());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return announce(document, bytes, origin, with);
    }

    private Revision announce(
            DocumentEntity document, FileBytes bytes, Origin origin, Consumer<Revision> with) {
        VersionEntity version = version(document, bytes, origin);
        versions.insert(version);
        stored.fire(
                new DocumentStored(
                        version.documentId,
                        version.version,
                        version.collectionId,
                        version.jobId,
                        version.createdBy));
        Revision revision = new Revision(document, version);
        with.accept(revision);
        return revision;
    }

    private static DocumentEntity document(
            UUID id, Place place, FileBytes bytes, Origin origin, WrappedKey key) {
        DocumentEntity document = new DocumentEntity();
        document.id = id;
        document.collectionId = place.collection();
        document.name = DisplayName.of(bytes.name());
        document.path = place.path();
        DocumentEntity parent = place.parent();
        document.parentId = parent == null ? null : parent.id;
        document.rootId = parent == null ? id : parent.rootId;
        document.depth = parent == null ? 0 : parent.depth + 1;
        document.version = 1;
        document.wrappedKey = key.bytes();
        document.createdBy = origin.by();
        document.createdAt = now();
        return document;
    }

    private static VersionEntity version(DocumentEntity document, FileBytes bytes, Origin origin) {
        VersionEntity version = new VersionEntity();
        version.documentId = document.id;
        version.version = document.version;
        version.collectionId = document.collectionId;
        version.name = document.name;
        version.mediaType = VersionEntity.UNKNOWN_TYPE;
        version.sha256 = bytes.sha256();
        version.size = bytes.size();
        version.state = VersionEntity.PROCESSING;
        version.refused = origin.refused().get().map(RefusalReason::name).orElse(null);
        version.restoredFrom = origin.restoredFrom();
        version.jobId = origin.jobId();
        version.createdBy = origin.by();
        version.createdAt = now();
        return version;
    }

    /** PostgreSQL keeps microseconds. */
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
