package org.carrel.document;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.carrel.access.WritableCollection;
import org.carrel.audit.AuditLog;
import org.carrel.compliance.AuditEvent.Outcome;
import org.carrel.problem.Problems;
import org.jspecify.annotations.Nullable;

/** Takes in what a caller hands in. */
@ApplicationScoped
public class Uploads {

    /** Each try that fails means that another upload came through meanwhile. */
    private static final int TRIES = 20;

    private final Intake intake;
    private final DocumentRepository documents;
    private final VersionRepository versions;
    private final DocumentFiles files;
    private final Event<ExtractionWanted> wanted;
    private final AuditLog audit;

    Uploads(
            Intake intake,
            DocumentRepository documents,
            VersionRepository versions,
            DocumentFiles files,
            Event<ExtractionWanted> wanted,
            AuditLog audit) {
        this.intake = intake;
        this.documents = documents;
        this.versions = versions;
        this.files = files;
        this.wanted = wanted;
        this.audit = audit;
    }

    /**
     * A version that is now kept.
     *
     * @param isNew false when the collection held these bytes already
     * @param name as it is shown
     * @param state processing, indexed or quarantined
     */
    public record Received(
            UUID documentId, int version, UUID jobId, boolean isNew, String name, String state) {

        static Received of(VersionEntity version, boolean isNew) {
            return new Received(
                    version.documentId,
                    version.version,
                    version.jobId,
                    isNew,
                    version.name,
                    version.state);
        }
    }

    /**
     * Keeps a file: as a new document, or as a new version of the one that came in under the same
     * name. On return it and its job survive a crash.
     *
     * @param plain the bytes; not changed
     * @param name as stated by the client; with folders, they are part of the name
     * @param job the open job of this caller that it is added to; null for one of its own
     */
    public Received receive(WritableCollection into, Path plain, String name, @Nullable UUID job)
            throws IOException {
        FileBytes bytes = FileBytes.of(plain, name);
        String path = DisplayPath.of(name);
        for (int i = 0; i < TRIES; i++) {
            Optional<Received> known = known(into, bytes);
            if (known.isPresent()) {
                return known.get();
            }
            Optional<Revision> kept = keep(into, path, bytes, job);
            if (kept.isPresent()) {
                return Received.of(kept.get().version(), true);
            }
        }
        throw Problems.conflict("Files of this name come in all at once; try again.");
    }

    private Optional<Revision> keep(
            WritableCollection into, String path, FileBytes bytes, @Nullable UUID job)
            throws IOException {
        Intake.Origin origin = Intake.Origin.upload(into.caller().subject(), null).in(job);
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
                    boolean readNow =
                            found.filter(each -> each.refused != null)
                                    .map(this::readAfterAll)
                                    .orElse(false);
                    found.ifPresent(each -> record(into, each, "document.upload", "known"));
                    return found.map(each -> Received.of(each, readNow));
                });
    }

    /** Too deep in other files, or one too many of theirs; handed in by itself it is neither. */
    private boolean readAfterAll(VersionEntity version) {
        if (versions.admit(version.documentId, version.version) == 0) {
            return false;
        }
        documents.uproot(version.documentId);
        wanted.fire(ExtractionWanted.of(version));
        return true;
    }

    /**
     * Keeps a file as the next version of a document.
     *
     * @param condition on the version that it follows
     * @throws org.carrel.problem.ProblemException conflict when another document of the collection
     *     has these bytes; precondition-failed when the condition does not hold
     */
    Received replace(
            Reading.Changeable target, Path plain, String name, VersionTag.Condition condition)
            throws IOException {
        return follow(target, FileBytes.of(plain, name), condition);
    }

    /** Makes the bytes of an earlier version the next one. */
    Received restore(Reading.Changeable target) throws IOException {
        VersionEntity old = target.revision().version();
        StoredDocument stored = StoredDocument.from(target.revision());
        DocumentFiles.Content content =
                out -> {
                    try (InputStream in = files.openOriginal(stored)) {
                        in.transferTo(out);
                    }
                };
        return follow(
                target,
                new FileBytes(content, old.name, old.sha256, old.size),
                VersionTag.Condition.NONE);
    }

    private Received follow(
            Reading.Changeable target, FileBytes bytes, VersionTag.Condition condition) {
        UUID id = target.revision().document().id;
        for (int i = 0; i < TRIES; i++) {
            VersionEntity latest = latest(id);
            condition.require(latest.version);
            Optional<VersionEntity> known =
                    QuarkusTransaction.requiringNew()
                            .call(() -> versions.byBytes(latest.collectionId, bytes.sha256()));
            if (known.isPresent() && !known.get().documentId.equals(id)) {
                throw Problems.conflict("Another document of this collection has these bytes.");
            }
            if (latest.sha256.equals(bytes.sha256())) {
                return unchanged(target, latest);
            }
            Integer restored = known.map(each -> each.version).orElse(null);
            Optional<Revision> kept = next(target, latest.version, bytes, restored);
            if (kept.isPresent()) {
                return Received.of(kept.get().version(), true);
            }
        }
        throw Problems.conflict("Versions of this document come in all at once; try again.");
    }

    private Optional<Revision> next(
            Reading.Changeable target, int latest, FileBytes bytes, @Nullable Integer restored) {
        WritableCollection into = target.into();
        return intake.follow(
                target.revision().document().id,
                latest,
                bytes,
                Intake.Origin.upload(into.caller().subject(), restored),
                kept ->
                        record(
                                into,
                                kept.version(),
                                "document.version",
                                restored == null ? "new" : "of version " + restored));
    }

    private VersionEntity latest(UUID id) {
        return QuarkusTransaction.requiringNew()
                .call(() ->
                        documents
                                .byId(id)
                                .flatMap(each -> versions.byId(id, each.version))
                                .orElseThrow());
    }

    private Received unchanged(Reading.Changeable target, VersionEntity latest) {
        QuarkusTransaction.requiringNew()
                .run(() -> record(target.into(), latest, "document.version", "known"));
        return Received.of(latest, false);
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
