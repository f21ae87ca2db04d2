package org.carrel.indexing;

import io.quarkus.narayana.jta.runtime.TransactionConfiguration;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.carrel.access.Access;
import org.carrel.access.Caller;
import org.carrel.access.ReadableCollections;
import org.carrel.access.Revocations;
import org.carrel.access.WritableCollection;
import org.carrel.audit.AuditLog;
import org.carrel.compliance.AuditEvent;
import org.carrel.compliance.AuditEvent.Outcome;
import org.carrel.problem.Problems;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jspecify.annotations.Nullable;

/** A job: how it stands, as it goes, closing it, stopping it, trying again. */
@Path("/api/v1/jobs/{id}")
@RolesAllowed({"legal", "clinician"})
class JobResource {

    /** Seconds; a hundred thousand documents at a millisecond each. */
    private static final int LONGEST = 600;

    private final Access access;
    private final Jobs jobs;
    private final JobViews views;
    private final JobStream stream;
    private final Revocations revocations;
    private final AuditLog audit;

    JobResource(
            Access access,
            Jobs jobs,
            JobViews views,
            JobStream stream,
            Revocations revocations,
            AuditLog audit) {
        this.access = access;
        this.jobs = jobs;
        this.views = views;
        this.stream = stream;
        this.revocations = revocations;
        this.audit = audit;
    }

    @GET
    @Transactional
    public JobView get(UUID id) {
        ReadableCollections readable = access.readable();
        UUID collection = jobs.collection(id, readable);
        JobView view = views.of(id);
        audit.record(event(readable.caller(), "job.read", collection, id));
        return view;
    }

    /** All items in the order in which they came, of all states or of one, in pages. */
    @GET
    @Path("items")
    @Transactional
    public JobView.ItemList items(
            UUID id,
            @QueryParam("state") @Nullable String state,
            @QueryParam("cursor") @DefaultValue("0") long cursor,
            @QueryParam("limit") @DefaultValue("200") @Min(1) @Max(1000) int limit) {
        ReadableCollections readable = access.readable();
        UUID collection = jobs.collection(id, readable);
        JobView.ItemList items = views.items(id, states(state), cursor, limit);
        audit.record(event(readable.caller(), "job.items", collection, id));
        return items;
    }

    private static List<String> states(@Nullable String wanted) {
        List<String> all = Stream.of(ItemState.values()).map(ItemState::stored).toList();
        if (wanted == null) {
            return all;
        }
        if (!all.contains(wanted)) {
            throw Problems.invalid("state must be one of " + String.join(", ", all) + ".");
        }
        return List.of(wanted);
    }

    /** The job now and after changes, at most four times a second, until it has ended. */
    @GET
    @Path("events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Blocking
    public Multi<OutboundSseEvent> events(UUID id, @Context Sse sse) {
        ReadableCollections readable = access.readable();
        UUID collection = jobs.collection(id, readable);
        audit.recordNow(event(readable.caller(), "job.watch", collection, id));
        return revocations.until(readable.narrowed(List.of(collection)), stream.of(id, sse), sse);
    }

    /** No more uploads are to come. */
    @POST
    @Path("close")
    @Transactional
    public JobView close(UUID id) {
        WritableCollection into = writable(id);
        jobs.close(id);
        return changed(into, "job.close", id);
    }

    @POST
    @Path("cancel")
    @Transactional
    @TransactionConfiguration(timeout = LONGEST)
    public JobView cancel(UUID id) {
        WritableCollection into = writable(id);
        jobs.cancel(id);
        return changed(into, "job.cancel", id);
    }

    @POST
    @Path("retry-failed")
    @Transactional
    @TransactionConfiguration(timeout = LONGEST)
    public Response retryFailed(UUID id) {
        WritableCollection into = writable(id);
        jobs.retryFailed(id);
        return accepted(changed(into, "job.retry", id));
    }

    @POST
    @Path("items/{document}/cancel")
    @Transactional
    public JobView cancelOne(UUID id, UUID document) {
        WritableCollection into = writable(id);
        jobs.cancel(id, document);
        return changed(into, "job.item.cancel", id, document);
    }

    @POST
    @Path("items/{document}/retry")
    @Transactional
    public Response retryOne(UUID id, UUID document) {
        WritableCollection into = writable(id);
        jobs.retry(id, document);
        return accepted(changed(into, "job.item.retry", id, document));
    }

    private WritableCollection writable(UUID job) {
        return access.writable(jobs.collection(job, access.readable()));
    }

    private JobView changed(WritableCollection into, String action, UUID job) {
        JobView view = views.of(job);
        audit.record(event(into.caller(), action, into.id(), job));
        return view;
    }

    private JobView changed(WritableCollection into, String action, UUID job, UUID document) {
        JobView view = views.of(job);
        audit.record(
                into.caller()
                        .event(
                                action,
                                Outcome.SUCCESS,
                                into.id(),
                                document,
                                Map.of("job", job.toString())));
        return view;
    }

    private static Response accepted(JobView view) {
        return Response.accepted(view).location(URI.create("/api/v1/jobs/" + view.id())).build();
    }

    // Recorded last: from then on until the commit every other writer of the log waits.
    private static AuditEvent event(Caller caller, String action, UUID collection, UUID job) {
        return caller.event(
                action, Outcome.SUCCESS, collection, null, Map.of("job", job.toString()));
    }
}
