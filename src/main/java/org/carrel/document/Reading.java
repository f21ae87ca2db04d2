package org.carrel.document;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.carrel.access.Access;
import org.carrel.access.ReadableCollections;
import org.carrel.access.WritableCollection;
import org.carrel.audit.AuditLog;
import org.carrel.compliance.AuditEvent.Outcome;
import org.carrel.problem.Problems;
import org.jspecify.annotations.Nullable;

/** Gives a caller a document that they may read, recorded before anything is answered. */
@ApplicationScoped
class Reading {

    private final Access access;
    private final DocumentRepository documents;
    private final VersionRepository versions;
    private final AuditLog audit;

    Reading(
            Access access,
            DocumentRepository documents,
            VersionRepository versions,
            AuditLog audit) {
        this.access = access;
        this.documents = documents;
        this.versions = versions;
        this.audit = audit;
    }

    /** A version of a document with the rights by which it is read. */
    record Granted(Revision revision, ReadableCollections scope) {}

    /** A version of a document with the right to change the document. */
    record Changeable(Revision revision, WritableCollection into) {}

    /**
     * A version of a document. Call it outside a transaction.
     *
     * @param version null for the latest
     * @param action as recorded
     * @throws org.carrel.problem.ProblemException not-found when either is not there or not for
     *     them; purpose-required for a patient's without one
     */
    Revision of(UUID id, @Nullable Integer version, String action) {
        return granted(access.readable(), id, version, action).revision();
    }

    /** Like {@link #of}, with the rights, for a caller of whom it is known what they may read. */
    Granted granted(
            ReadableCollections readable, UUID id, @Nullable Integer version, String action) {
        Optional<Revision> found = find(readable, id, version);
        ReadableCollections opened =
                found.map(each -> access.opened(readable, List.of(each.document().collectionId)))
                        .orElse(readable);
        record(opened, id, found, action);
        return new Granted(found.orElseThrow(() -> Problems.notFound("document")), opened);
    }

    /**
     * A version of a document that the caller will change. Only a refusal is recorded here; the
     * change is recorded with its effect.
     */
    Changeable toChange(UUID id, @Nullable Integer version, String action) {
        ReadableCollections readable = access.readable();
        Optional<Revision> found = find(readable, id, version);
        if (found.isEmpty()) {
            record(readable, id, found, action);
            throw Problems.notFound("document");
        }
        return new Changeable(found.get(), access.writable(found.get().document().collectionId));
    }

    private Optional<Revision> find(
            ReadableCollections readable, UUID id, @Nullable Integer version) {
        return documents
                .byId(id)
                .filter(each -> readable.contains(each.collectionId))
                .flatMap(each -> revision(each, version));
    }

    private void record(
            ReadableCollections readable, UUID id, Optional<Revision> found, String action) {
        audit.recordNow(
                readable.caller()
                        .event(
                                action,
                                found.isPresent() ? Outcome.SUCCESS : Outcome.DENIED,
                                found.isPresent() ? readable.only() : null,
                                id,
                                found.map(Reading::details).orElse(Map.of())));
    }

    private Optional<Revision> revision(DocumentEntity document, @Nullable Integer version) {
        return versions.byId(document.id, version == null ? document.version : version)
                .map(found -> new Revision(document, found));
    }

    private static Map<String, String> details(Revision revision) {
        return Map.of(
                "sha256",
                revision.version().sha256,
                "version",
                Integer.toString(revision.version().version));
    }
}
