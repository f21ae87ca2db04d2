package org.carrel.document;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.data.exceptions.EntityExistsException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.carrel.audit.AuditLog;
import org.carrel.compliance.AuditEvent;
import org.carrel.compliance.AuditEvent.Outcome;
import org.carrel.document.AttachmentRepository.Expansion;
import org.carrel.ingest.Attachment;
import org.carrel.ingest.RefusalReason;

/**
 * Makes documents of the files within a document. Each is entered once for its place in the
 * container, however often the container is extracted; what would be too deep or too much is
 * entered too, and then set aside unread.
 */
@ApplicationScoped
public class Attachments {

    private static final int TRIES = 20;
    private static final String ACTOR = "system";

    private final Intake intake;
    private final DocumentRepository documents;
    private final VersionRepository versions;
    private final AttachmentRepository attachments;
    private final AttachmentConfig limits;
    private final AuditLog audit;

    Attachments(
            Intake intake,
            DocumentRepository documents,
            VersionRepository versions,
            AttachmentRepository attachments,
            AttachmentConfig limits,
            AuditLog audit) {
        this.intake = intake;
        this.documents = documents;
        this.versions = versions;
        this.attachments = attachments;
        this.limits = limits;
        this.audit = audit;
    }

    /** Thrown to undo an entry whose container's run is no longer wanted. */
    private static final class UnwantedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** A file's place in its container. */
    private record Place(
            DocumentEntity container, VersionEntity version, int ordinal, String name) {}

    /**
     * Enters a file that was found in a document; on return it and its part of the container's job
     * survive a crash.
     *
     * @param ordinal its position among the files of this container, from 0
     * @param wanted asked in the transaction that enters it: whether the container's run still is
     * @return false when it is not
     */
    public boolean enter(
            StoredDocument container, int ordinal, Attachment attachment, BooleanSupplier wanted)
            throws IOException {
        FileBytes bytes = FileBytes.of(attachment.bytes(), attachment.name());
        Place place = place(container, ordinal, attachment.name());
        try {
            for (int i = 0; i < TRIES; i++) {
                if (isEntered(place)
                        || link(place, bytes, wanted)
                        || keep(place, bytes, wanted).isPresent()) {
                    return true;
                }
            }
        } catch (UnwantedException e) {
            return false;
        }
        throw new IOException("an attachment met other uploads " + TRIES + " times");
    }

    private Place place(StoredDocument container, int ordinal, String name) {
        return QuarkusTransaction.requiringNew()
                .call(() ->
                        new Place(
                                documents.byId(container.id()).orElseThrow(),
                                versions.byId(container.id(), container.version()).orElseThrow(),
                                ordinal,
                                DisplayPath.of(name)));
    }

    private boolean isEntered(Place place) {
        return QuarkusTransaction.requiringNew()
                .call(() ->
                        attachments
                                .byId(
                                        place.container().id,
                                        place.version().version,
                                        place.ordinal())
                                .isPresent());
    }

    /** Bytes that the collection has already: in this place, too, it is that document. */
    private boolean link(Place place, FileBytes bytes, BooleanSupplier wanted) {
        try {
            return QuarkusTransaction.requiringNew()
                    .call(() -> {
                        Optional<VersionEntity> known =
                                versions.byBytes(place.version().collectionId, bytes.sha256());
                        known.ifPresent(each -> enter(place, each, "known", wanted));
                        return known.isPresent();
                    });
        } catch (EntityExistsException e) {
            return false; // Another run of this container was sooner; the next look finds it.
        }
    }

    private Optional<Revision> keep(Place place, FileBytes bytes, BooleanSupplier wanted)
            throws IOException {
        UUID parent = place.container().id;
        int container = place.version().version;
        String path =
                QuarkusTransaction.requiringNew()
                        .call(() -> {
                            long before =
                                    attachments.before(
                                            parent, container, place.name(), place.ordinal());
                            return DisplayPath.numbered(place.name(), (int) before);
                        });
        Optional<DocumentEntity> earlier =
                QuarkusTransaction.requiringNew().call(() -> documents.child(parent, path));
        Intake.Origin origin =
                new Intake.Origin(
                        place.version().jobId,
                        place.version().createdBy,
                        null,
                        () -> refusal(place, bytes));
        if (earlier.isPresent()) {
            // The container was replaced, and this file in it with it.
            return intake.follow(
                    earlier.get().id,
                    earlier.get().version,
                    bytes,
                    origin,
                    kept -> enter(place, kept.version(), "new", wanted));
        }
        return intake.enter(
                new Intake.Place(place.container().collectionId, place.container(), path),
                bytes,
                origin,
                kept -> enter(place, kept.version(), "new", wanted));
    }

    private Optional<RefusalReason> refusal(Place place, FileBytes bytes) {
        if (place.container().depth + 1 > limits.maxDepth()) {
            return Optional.of(RefusalReason.TOO_DEEP);
        }
        UUID root = place.container().rootId;
        UUID job = place.version().jobId;
        // Containers of one root may be read at the same time; they count one after the other.
        documents.lock(root);
        Expansion soFar = attachments.expansion(root, job);
        long size = versions.largest(root, job);
        long most = Math.max(limits.maxBytes().asLongValue(), limits.maxRatio() * size);
        boolean tooMuch = soFar.files() >= limits.maxFiles() || soFar.size() + bytes.size() > most;
        return tooMuch ? Optional.of(RefusalReason.EXPANSION) : Optional.empty();
    }

    private void enter(Place place, VersionEntity version, String bytes, BooleanSupplier wanted) {
        if (!wanted.getAsBoolean()) {
            throw new UnwantedException();
        }
        AttachmentEntity attachment = new AttachmentEntity();
        attachment.containerId = place.container().id;
        attachment.containerVersion = place.version().version;
        attachment.ordinal = place.ordinal();
        attachment.documentId = version.documentId;
        attachment.version = version.version;
        attachment.name = place.name();
        attachments.insert(attachment);
        audit.record(event(place, version, bytes));
    }

    private static AuditEvent event(Place place, VersionEntity version, String bytes) {
        String container = place.container().id + "/" + place.version().version;
        return new AuditEvent(
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                ACTOR,
                "document.attachment",
                Outcome.SUCCESS,
                version.collectionId.toString(),
                version.documentId.toString(),
                null,
                Map.of(
                        "sha256",
                        version.sha256,
                        "bytes",
                        bytes,
                        "version",
                        Integer.toString(version.version),
                        "container",
                        container));
    }
}
