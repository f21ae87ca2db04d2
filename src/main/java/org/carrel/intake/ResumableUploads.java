package org.carrel.intake;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.carrel.access.WritableCollection;
import org.carrel.audit.AuditLog;
import org.carrel.compliance.AuditEvent.Outcome;
import org.carrel.document.Uploads;
import org.carrel.indexing.Jobs;
import org.carrel.problem.ProblemException;
import org.carrel.problem.Problems;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Files that come in parts. PostgreSQL tells how much of one is safely on disk; once all is, it
 * goes the way of every upload, and its plain file is removed.
 */
@ApplicationScoped
class ResumableUploads {

    private static final Duration RETRY = Duration.ofMinutes(1);
    private static final long MEGABYTE = 1024 * 1024;

    private final UploadRepository repository;
    private final PartialFiles files;
    private final Uploads uploads;
    private final Jobs jobs;
    private final Room room;
    private final AuditLog audit;
    private final IntakeConfig config;
    private final long maxLength;

    ResumableUploads(
            UploadRepository repository,
            PartialFiles files,
            Uploads uploads,
            Jobs jobs,
            Room room,
            AuditLog audit,
            IntakeConfig config,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxLength) {
        this.repository = repository;
        this.files = files;
        this.uploads = uploads;
        this.jobs = jobs;
        this.room = room;
        this.audit = audit;
        this.config = config;
        this.maxLength = maxLength.asLongValue();
    }

    /** What a client wants to send. */
    record Plan(long length, String name, String metadata, @Nullable UUID job) {}

    /** Largest file that is taken, in bytes. */
    long maxLength() {
        return maxLength;
    }

    /** Enters an upload of which nothing has come yet. */
    UploadEntity create(WritableCollection into, Plan plan) {
        if (plan.length() > maxLength) {
            throw Problems.tooLarge(
                    "A file may have %d MB at most.".formatted(maxLength / MEGABYTE));
        }
        if (plan.job() != null) {
            jobs.requireOpen(into, plan.job());
        }
        room.require(plan.length());
        return QuarkusTransaction.requiringNew().call(() -> enter(into, plan));
    }

    private UploadEntity enter(WritableCollection into, Plan plan) {
        UploadRepository.Held held = repository.held(into.caller().subject());
        if (held.uploads() >= config.maxUploads()
                || held.bytes() + plan.length() > config.maxUploadBytes().asLongValue()) {
            throw Problems.full("Finish or give up some of your unfinished uploads first.", RETRY);
        }
        UploadEntity upload = new UploadEntity();
        upload.id = UUID.randomUUID();
        upload.collectionId = into.id();
        upload.createdBy = into.caller().subject();
        upload.name = plan.name();
        upload.metadata = plan.metadata();
        upload.length = plan.length();
        upload.jobId = plan.job();
        upload.createdAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
        upload.expiresAt = upload.createdAt.plus(config.uploadExpiry());
        repository.insert(upload);
        audit.record(
                into.caller()
                        .event(
                                "upload.create",
                                Outcome.SUCCESS,
                                into.id(),
                                null,
                                Map.of("upload", upload.id.toString())));
        return upload;
    }

    /**
     * An upload of this person.
     *
     * @throws ProblemException not-found also when it is somebody else's, or has expired
     */
    UploadEntity find(UUID id, String owner) {
        return QuarkusTransaction.requiringNew()
                .call(() -> repository.byId(id))
                .filter(upload -> upload.createdBy.equals(owner))
                .filter(upload -> upload.expiresAt.isAfter(Instant.now()))
                .orElseThrow(() -> Problems.notFound("upload"));
    }

    /**
     * Adds to an upload, and once it is whole takes it in.
     *
     * @param offset where the caller believes it to stand
     * @return the upload as it stands now; empty while another request adds to it
     */
    Optional<UploadEntity> append(
            WritableCollection into, UploadEntity upload, long offset, InputStream body)
            throws IOException {
        try (PartialFiles.Held file = files.hold(upload.id).orElse(null)) {
            if (file == null) {
                return Optional.empty();
            }
            UploadEntity now = find(upload.id, upload.createdBy);
            if (now.documentId == null) {
                add(now, offset, file, body);
                finishIfWhole(into, now);
            } else {
                files.delete(now.id);
            }
            return Optional.of(now);
        }
    }

    private void add(UploadEntity upload, long offset, PartialFiles.Held file, InputStream body)
            throws IOException {
        if (offset != upload.received || file.size() < upload.received) {
            throw Problems.conflict("The upload stands at another offset.");
        }
        room.require(upload.length - offset);
        boolean fits =
                file.append(offset, upload.length - offset, body, safe -> received(upload, safe));
        if (!fits) {
            throw Problems.invalid("More bytes came than the upload was to have.");
        }
    }

    private void received(UploadEntity upload, long safe) {
        upload.received = safe;
        upload.expiresAt = Instant.now().plus(config.uploadExpiry()).truncatedTo(ChronoUnit.MICROS);
        QuarkusTransaction.requiringNew()
                .run(() -> repository.received(upload.id, safe, upload.expiresAt));
    }

    /**
     * The upload as it stands; one that was whole when the server was killed is taken in first.
     *
     * @return empty while another request adds to it
     */
    Optional<UploadEntity> standing(WritableCollection into, UploadEntity upload)
            throws IOException {
        if (upload.documentId != null || !upload.isWhole()) {
            return Optional.of(upload);
        }
        return append(into, upload, upload.received, InputStream.nullInputStream());
    }

    private void finishIfWhole(WritableCollection into, UploadEntity upload) throws IOException {
        if (!upload.isWhole()) {
            return;
        }
        Uploads.Received received =
                uploads.receive(into, files.path(upload.id), upload.name, openJob(into, upload));
        upload.documentId = received.documentId();
        upload.documentJob = received.jobId();
        QuarkusTransaction.requiringNew()
                .run(() -> repository.finished(upload.id, received.documentId(), received.jobId()));
        files.delete(upload.id);
    }

    /** The job may have been closed since; then the document gets one of its own. */
    private @Nullable UUID openJob(WritableCollection into, UploadEntity upload) {
        if (upload.jobId == null) {
            return null;
        }
        try {
            jobs.requireOpen(into, upload.jobId);
            return upload.jobId;
        } catch (ProblemException closed) {
            return null;
        }
    }

    /**
     * Removes what has come of an upload.
     *
     * @return false while another request adds to it
     */
    boolean remove(UploadEntity upload) throws IOException {
        try (PartialFiles.Held file = files.hold(upload.id).orElse(null)) {
            if (file == null) {
                return false;
            }
            files.delete(upload.id);
            QuarkusTransaction.requiringNew().run(() -> repository.delete(upload.id));
            return true;
        }
    }
}
