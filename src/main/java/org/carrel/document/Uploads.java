package org.carrel.document;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.carrel.access.WritableCollection;
import org.carrel.audit.AuditLog;
import org.carrel.compliance.AuditEvent.Outcome;
import org.carrel.problem.Problems;

/** Takes in what a caller hands in. */
@ApplicationScoped
class Uploads {

    /** Each try that fails means that another upload came through meanwhile. */
    private static final int TRIES = 20;

    private final Intake intake;
    private final DocumentRepository documents;
    private final VersionRepository versions;
    private final AuditLog audit;

    Uploads(
            Intake intake,
            DocumentRepository documents,
            VersionRepository versions,
            AuditLog audit) {
        this.intake = intake;
        this.documents = documents;
        this.versions = versions;
        this.audit = audit;
    }

    /**
     * A version that is now kept.
     *
     * @param isNew false when the collection held these bytes already
     */
    record Received(UUID documentId, int version, UUID jobId, boolean isNew) {

        static Received of(VersionEntity version, boolean isNew) {
            return new Received(version.documentId, version.version, version.jobId, isNew);
        }
    }

    /**
     * Keeps a file: as a new document, or as a new version of the one that came in under the same
     * name. On return it and its job survive a crash.
     *
     * @param plain the bytes; not changed
     * @param name as stated by the client; with folders, they are part of the name
     */
    Received receive(WritableCollection into, Path plain, String name) throws IOException {
        FileBytes bytes = FileBytes.of(plain, name);
        String path = DisplayPath.of(name);
        for (int i = 0; i < TRIES; i++) {
            Optional<Received> known = known(into, bytes);
            if (known.isPresent()) {
                return known.get();
            }
            Optional<Revision> kept = keep(into, path, bytes);
            if (kept.isPresent()) {
                return Received.of(kept.get().version(), true);
            }
        }
        throw Problems.conflict("Files of this name come in all at once; try again.");
    }

    private Optional<Revision> keep(WritableCollection into, String path, FileBytes bytes)
            throws IOException {
        Intake.Origin origin = Intake.Origin.upload(into.caller().subject());
        Optional<DocumentEntity> same =
                QuarkusTransaction.requiringNew().call(() -> documents.byPath(into.id(), path));
        if (same.isPresent()) {
            return intake.follow(
                    same.get().id,
                    same.get().version,
                    bytes,
                    origin,
                    kept -> record(into, kept.version(), "document.version", "new"));
        }
        return intake.enter(
                new Intake.Place(into.id(), null, path),
                bytes,
                origin,
                kept -> record(into, kept.version(), "document.upload", "new"));
    }

    private Optional<Received> known(WritableCollection into, FileBytes bytes) {
        return QuarkusTransaction.requiringNew()
                .call(() -> {
                    Optional<VersionEntity> found = versions.byBytes(into.id(), bytes.sha256());
                    found.ifPresent(each -> record(into, each, "document.upload", "known"));
                    return found.map(each -> Received.of(each, false));
                });
    }

    private void record(
            WritableCollection into, VersionEntity version, String action, String bytes) {
        audit.record(
                into.caller()
                        .event(
                                action,
                                Outcome.SUCCESS,
                                into.id(),
                                version.documentId,
                                Map.of(
                                        "sha256",
                                        version.sha256,
                                        "bytes",
                                        bytes,
                                        "version",
                                        Integer.toString(version.version))));
    }
}
