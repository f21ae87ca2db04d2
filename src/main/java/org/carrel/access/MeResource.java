package org.carrel.access;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;

/** Who the server takes the caller for. */
@Path("/api/v1/me")
@RolesAllowed({"legal", "clinician", "compliance", "operator"})
class MeResource {

    private final Access access;

    MeResource(Access access) {
        this.access = access;
    }

    record Me(String subject, String name, List<String> roles) {}

    @GET
    public Me get() {
        Caller caller = access.caller();
        return new Me(caller.subject(), caller.name(), caller.roles().stream().sorted().toList());
    }
}
