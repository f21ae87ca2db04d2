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
import org.carrel.access.Caller;
import org.carrel.access.ReadableCollections;
import org.carrel.access.WritableCollection;
import org.carrel.audit.AuditLog;
import org.carrel.compliance.AuditEvent;
import org.carrel.compliance.AuditEvent.Outcome;
import org.jboss.resteasy.reactive.RestStreamElementType;

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
        ReadableCollections readable = access.readable();
        UUID collection = jobs.collection(id, readable);
        JobView view = jobs.view(id);
        audit.record(event(readable.caller(), "job.read", collection, id));
        return view;
    }

    /** The job now and after each change, until it has ended. */
    @GET
    @Path("events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Blocking
    public Multi<OutboundSseEvent> events(UUID id, @Context Sse sse) {
        ReadableCollections readable = access.readable();
        UUID collection = jobs.collection(id, readable);
        audit.recordNow(event(readable.caller(), "job.watch", collection, id));
        return stream.of(id, sse);
    }

    @POST
    @Path("cancel")
    @Transactional
    public JobView cancel(UUID id) {
        WritableCollection into = writable(id);
        JobView view = jobs.cancel(id);
        audit.record(event(into.caller(), "job.cancel", into.id(), id));
        return view;
    }

    @POST
    @Path("retry-failed")
    @Transactional
    public Response retryFailed(UUID id) {
        WritableCollection into = writable(id);
        JobView view = jobs.retryFailed(id);
        audit.record(event(into.caller(), "job.retry", into.id(), id));
        return Response.accepted(view).location(URI.create("/api/v1/jobs/" + id)).build();
    }

    private WritableCollection writable(UUID job) {
        return access.writable(jobs.collection(job, access.readable()));
    }

    // Recorded last: from then on until the commit every other writer of the log waits.
    private static AuditEvent event(Caller caller, String action, UUID collection, UUID job) {
        return caller.event(
                action, Outcome.SUCCESS, collection, null, Map.of("job", job.toString()));
    }
}
