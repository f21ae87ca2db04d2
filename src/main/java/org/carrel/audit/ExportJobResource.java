package org.carrel.audit;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.carrel.compliance.note.SignedNote;
import org.carrel.grant.StepUp;
import org.carrel.problem.Problems;
import org.jspecify.annotations.Nullable;

/** Exports of the log that are made in the background and fetched later. */
@Path("/api/v1/audit/exports")
@RolesAllowed("compliance")
class ExportJobResource {

    private static final String EXPORT = "export";

    private final AuditReader reader;
    private final ExportJobs jobs;
    private final ExportWorker worker;
    private final ExportConfig config;
    private final AuditLog log;
    private final SecurityIdentity identity;

    ExportJobResource(
            AuditReader reader,
            ExportJobs jobs,
            ExportWorker worker,
            ExportConfig config,
            AuditLog log,
            SecurityIdentity identity) {
        this.reader = reader;
        this.jobs = jobs;
        this.worker = worker;
        this.config = config;
        this.log = log;
        this.identity = identity;
    }

    /** Exports, newest first. */
    record ExportList(List<ExportView> items) {}

    /** The entries that match, up to now, in the form asked for; a form as of {@code export}. */
    @POST
    @StepUp
    public Response order(@Nullable ExportWish asked) {
        ExportWish wish = asked == null ? new ExportWish(null, null, null) : asked;
        ExportOrder order = wish.order();
        SignedNote checkpoint = reader.checkpointNow();
        if (checkpoint == null) {
            throw Problems.notFound("entry");
        }
        long size = checkpoint.checkpoint().size();
        ExportRow row =
                jobs.enter(
                        wish,
                        size,
                        LogCalls.done(identity, "audit.export", order.details(wish.wanted(), size)),
                        LogCalls.wanted(order.query()));
        worker.wake();
        return Response.accepted(view(row))
                .location(URI.create(ExportView.address(row.id())))
                .build();
    }

    @GET
    public ExportList list() {
        List<ExportView> views = jobs.all().stream().map(this::view).toList();
        String listed = Integer.toString(views.size());
        log.recordNow(LogCalls.done(identity, "audit.exports", Map.of("exports", listed)));
        return new ExportList(views);
    }

    @GET
    @Path("{id}")
    public ExportView get(UUID id) {
        ExportView view = view(jobs.find(id));
        log.recordNow(LogCalls.done(identity, "audit.exports", Map.of(EXPORT, id.toString())));
        return view;
    }

    /** What it made. */
    @GET
    @Path("{id}/content")
    @StepUp
    @Produces(MediaType.WILDCARD)
    public Response content(UUID id) {
        ExportRow row = jobs.find(id);
        if (!row.state().equals(ExportRow.SUCCEEDED)) {
            throw Problems.conflict("The export is " + row.state() + ", not made.");
        }
        ExportFormat format = jobs.wish(row).order().format();
        log.recordNow(LogCalls.done(identity, "audit.download", Map.of(EXPORT, id.toString())));
        StreamingOutput answer =
                out -> {
                    try (InputStream in = jobs.open(id)) {
                        in.transferTo(out);
                    }
                };
        return Response.ok(answer, format.mediaType())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + format.fileName(row.size()) + "\"")
                .build();
    }

    /** Stops it, or removes what it made. */
    @DELETE
    @Path("{id}")
    public void drop(UUID id) {
        jobs.drop(id, LogCalls.done(identity, "audit.drop", Map.of(EXPORT, id.toString())));
        jobs.clear(id);
    }

    private ExportView view(ExportRow row) {
        return ExportView.of(row, jobs.wish(row).order(), config.kept());
    }
}
