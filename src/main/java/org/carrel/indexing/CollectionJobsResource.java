package org.carrel.indexing;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.carrel.access.Access;
import org.carrel.access.WritableCollection;
import org.carrel.audit.AuditLog;
import org.carrel.compliance.AuditEvent.Outcome;

/** Opening a job for many documents of a collection. */
@Path("/api/v1/collections/{collection}/jobs")
@RolesAllowed({"legal", "clinician"})
class CollectionJobsResource {

    private final Access access;
    private final Jobs jobs;
    private final JobViews views;
    private final AuditLog audit;

    CollectionJobsResource(Access access, Jobs jobs, JobViews views, AuditLog audit) {
        this.access = access;
        this.jobs = jobs;
        this.views = views;
        this.audit = audit;
    }

    /** An open, empty job, to which uploads are then added. */
    @POST
    @Transactional
    public Response open(UUID collection) {
        WritableCollection into = access.writable(collection);
        UUID job = jobs.open(into);
        JobView view = views.of(job);
        audit.record(
                into.caller()
                        .event(
                                "job.open",
                                Outcome.SUCCESS,
                                collection,
                                null,
                                Map.of("job", job.toString())));
        return Response.created(URI.create("/api/v1/jobs/" + job)).entity(view).build();
    }
}
