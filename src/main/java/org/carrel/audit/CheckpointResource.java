package org.carrel.audit;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.carrel.audit.CheckpointRows.Row;
import org.carrel.compliance.note.SignedNote;
import org.carrel.problem.Problems;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * Signed states of the audit log (C2SP tlog-checkpoint): to be kept where nobody here can change
 * them, and to be brought back with witnesses' lines.
 */
@Path("/api/v1/audit")
@RolesAllowed("compliance")
class CheckpointResource {

    private final AuditReader reader;
    private final Checkpoints checkpoints;
    private final Witnesses witnesses;
    private final AuditLog log;
    private final SecurityIdentity identity;

    CheckpointResource(
            AuditReader reader,
            Checkpoints checkpoints,
            Witnesses witnesses,
            AuditLog log,
            SecurityIdentity identity) {
        this.reader = reader;
        this.checkpoints = checkpoints;
        this.witnesses = witnesses;
        this.log = log;
        this.identity = identity;
    }

    /**
     * A checkpoint.
     *
     * @param size entries that it is over
     * @param note with its signatures
     */
    record CheckpointView(long size, Instant signedAt, String note) {

        static CheckpointView from(Row row) {
            return new CheckpointView(row.size(), row.signedAt(), CheckpointRows.text(row.note()));
        }
    }

    /**
     * A page of checkpoints, newest first.
     *
     * @param key of the log, as a verifier takes it
     * @param next the cursor of the page after; null when there is surely none
     */
    record CheckpointList(String key, List<CheckpointView> items, @Nullable String next) {}

    /**
     * A signed note.
     *
     * @param size of a checkpoint that was signed; if left out, the log is signed as it is now
     */
    @GET
    @Path("checkpoint")
    @Produces(MediaType.TEXT_PLAIN)
    public String checkpoint(@RestQuery @Nullable @Min(1) Long size) {
        return CheckpointRows.text(signed(size));
    }

    /**
     * The same as a picture to print: a QR code of the note, with the log's name, size and root
     * below it.
     *
     * @param size as of {@code checkpoint}
     */
    @GET
    @Path("checkpoint/code")
    @Produces("image/svg+xml")
    public String code(@RestQuery @Nullable @Min(1) Long size) {
        SignedNote note = signed(size);
        return CheckpointCode.svg(note, Instant.now().truncatedTo(ChronoUnit.SECONDS))
                .orElseThrow(() ->
                        Problems.conflict("So many witnesses have signed that no code holds it."));
    }

    @GET
    @Path("checkpoints")
    public CheckpointList checkpoints(
            @RestQuery @Nullable @Min(1) Long cursor,
            @RestQuery @DefaultValue("50") @Min(1) @Max(500) int limit) {
        List<CheckpointView> items =
                reader.checkpoints(cursor == null ? Long.MAX_VALUE : cursor, limit).stream()
                        .map(CheckpointView::from)
                        .toList();
        String listed = Integer.toString(items.size());
        log.recordNow(LogCalls.done(identity, "audit.checkpoints", Map.of("checkpoints", listed)));
        String next = items.size() < limit ? null : Long.toString(items.getLast().size());
        return new CheckpointList(checkpoints.signer().key().toString(), items, next);
    }

    private SignedNote signed(@Nullable Long size) {
        SignedNote note = size == null ? reader.checkpointNow() : reader.checkpoint(size);
        if (note == null) {
            throw Problems.notFound("checkpoint");
        }
        String signed = Long.toString(note.checkpoint().size());
        log.recordNow(LogCalls.done(identity, "audit.checkpoint", Map.of("size", signed)));
        return note;
    }

    /** Takes in a note that a witness has signed; answers with all lines of it. */
    @POST
    @Path("checkpoint/witness")
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.TEXT_PLAIN)
    public String witness(@NotNull byte[] note) {
        SignedNote all = witnesses.takeIn(note);
        log.recordNow(
                LogCalls.done(
                        identity,
                        "audit.witness",
                        Map.of(
                                "size",
                                Long.toString(all.checkpoint().size()),
                                "lines",
                                Integer.toString(all.signatures().size()))));
        return CheckpointRows.text(all);
    }
}
