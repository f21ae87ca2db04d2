package org.carrel.access;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Map;
import org.carrel.audit.AuditLog;
import org.carrel.compliance.AuditEvent.Outcome;

/** Who may be made a member, by name. */
@Path("/api/v1/people")
@RolesAllowed({"legal", "clinician", "compliance"})
class PeopleResource {

    private final Access access;
    private final People people;
    private final AuditLog audit;

    PeopleResource(Access access, People people, AuditLog audit) {
        this.access = access;
        this.people = people;
        this.audit = audit;
    }

    /** Some of those who signed in at least once. */
    record PeopleList(List<People.Person> items) {}

    /** Those whose names begin so, 20 at most. */
    @GET
    public PeopleList list(@QueryParam("name") @NotNull @NotBlank @Size(max = 200) String name) {
        PeopleList found = new PeopleList(people.named(name.strip()));
        audit.recordNow(
                access.caller().event("people.list", Outcome.SUCCESS, null, null, Map.of()));
        return found;
    }
}
