package org.carrel.indexing;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.carrel.access.Access;
import org.carrel.access.ReadableCollections;
import org.carrel.audit.AuditLog;
import org.carrel.compliance.AuditEvent.Outcome;
import org.jspecify.annotations.Nullable;

/** The jobs of all collections that the caller may read. */
@Path("/api/v1/jobs")
@RolesAllowed({"legal", "clinician"})
class JobsResource {

    private final Access access;
    private final JobViews views;
    private final AuditLog audit;

    JobsResource(Access access, JobViews views, AuditLog audit) {
        this.access = access;
        this.views = views;
        this.audit = audit;
    }

    /** The jobs of the collections that the caller may read, newest first. */
    @GET
    @Transactional
    public JobView.JobList list(
            @QueryParam("collection") @Nullable UUID collection,
            @QueryParam("state")
                    @Nullable
                    @Pattern(
                            regexp = "queued|running|succeeded|failed",
                            message = "must be queued, running, succeeded or failed")
                    String state,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        ReadableCollections readable =
                access.named(collection == null ? null : List.of(collection));
        JobView.JobList list = views.list(readable.ids(), state, JobCursor.parse(cursor), limit);
        audit.record(
                readable.caller().event("job.list", Outcome.SUCCESS, collection, null, Map.of()));
        return list;
    }
}
