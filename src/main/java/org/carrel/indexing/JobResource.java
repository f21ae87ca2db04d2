package org.carrel.indexing;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.carrel.access.Access;
import org.carrel.access.ReadableCollections;
import org.carrel.access.WritableCollection;
import org.carrel.audit.AuditLog;
import org.carrel.compliance.AuditEvent.Outcome;

/** A job: how it stands, as it goes, stopping it, trying again. */
@Path("/api/v1/jobs/{id}")
@RolesAllowed({"legal", "clinician"})
class JobResource {

    private final Access access;
    private final Jobs jobs;
    private final JobStream stream;
    private final AuditLog audit;

    JobResource(Access access, Jobs jobs, JobStream stream, AuditLog audit) {
        this.access = access;
        this.jobs = jobs;
        this.stream = stream;
        this.audit = audit;
    }

    @GET
    @Transactional
    public JobView get(UUID id) {
        record("job.read", id);
        return jobs.view(id);
    }

    /** The job now and after each change, until it has ended. */
    @GET
    @Path("events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Blocking
    @Transactional
    public Multi<OutboundSseEvent> events(UUID id, @Context Sse sse) {
        record("job.watch", id);
        return stream.of(id, sse);
    }

    @POST
    @Path("cancel")
    @Transactional
    public JobView cancel(UUID id) {
        writable(id, "job.cancel");
        return jobs.cancel(id);
    }

    @POST
    @Path("retry-failed")
    @Transactional
    public Response retryFailed(UUID id) {
        writable(id, "job.retry");
        return Response.accepted(jobs.retryFailed(id))
                .location(URI.create("/api/v1/jobs/" + id))
                .build();
    }

    private void record(String action, UUID job) {
        ReadableCollections readable = access.readable();
        UUID collection = jobs.collection(job, readable);
        audit.record(
                readable.caller()
                        .event(action, Outcome.SUCCESS, collection, null, Map.of("job", "" + job)));
    }

    private void writable(UUID job, String action) {
        UUID collection = jobs.collection(job, access.readable());
        WritableCollection into = access.writable(collection);
        audit.record(
                into.caller()
                        .event(action, Outcome.SUCCESS, collection, null, Map.of("job", "" + job)));
    }
}
