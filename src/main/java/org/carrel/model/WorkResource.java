package org.carrel.model;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.carrel.access.Access;
import org.carrel.audit.AuditLog;
import org.carrel.compliance.AuditEvent.Outcome;

/** Imports and evaluations, on their way and ended. */
@Path("/api/v1/models/work")
@RolesAllowed("operator")
class WorkResource {

    private final Access access;
    private final WorkBoard board;
    private final AuditLog audit;

    WorkResource(Access access, WorkBoard board, AuditLog audit) {
        this.access = access;
        this.board = board;
        this.audit = audit;
    }

    /** Newest first, 100 at most. */
    record WorkList(List<WorkView> items) {}

    @GET
    public WorkList list() {
        return new WorkList(board.newest());
    }

    @GET
    @Path("{id}")
    public WorkView get(UUID id) {
        return board.find(id);
    }

    /** Stops it; nothing of it stays. */
    @DELETE
    @Path("{id}")
    @Transactional
    public void cancel(UUID id) {
        WorkView work = board.cancel(id);
        audit.record(
                access.caller()
                        .event(
                                "model.cancel",
                                Outcome.SUCCESS,
                                null,
                                null,
                                Map.of("model", work.model(), "work", id.toString())));
    }
}
