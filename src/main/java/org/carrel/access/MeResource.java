package org.carrel.access;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import org.carrel.audit.AuditLog;
import org.carrel.compliance.AuditEvent.Outcome;

/** Who the server takes the caller for. */
@Path("/api/v1/me")
@RolesAllowed({"legal", "clinician", "compliance", "operator"})
class MeResource {

    private final Access access;
    private final People people;
    private final AuditLog audit;

    MeResource(Access access, People people, AuditLog audit) {
        this.access = access;
        this.people = people;
        this.audit = audit;
    }

    record Me(String subject, String name, List<String> roles) {}

    @GET
    public Me get() {
        Caller caller = access.caller();
        audit.recordNow(caller.event("caller.read", Outcome.SUCCESS, null, null, Map.of()));
        people.seen(caller);
        return new Me(caller.subject(), caller.name(), caller.roles().stream().sorted().toList());
    }
}
