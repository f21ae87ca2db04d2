package org.carrel.signin;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import org.carrel.grant.Bearers;
import org.carrel.problem.Problems;
import org.carrel.signin.Sessions.Session;

/** The caller's own session. */
@Path("/api/v1/me/session")
@RolesAllowed({"legal", "clinician", "compliance", "operator"})
class SessionResource {

    private final Bearers bearers;
    private final Sessions sessions;
    private final SigninConfig config;

    SessionResource(Bearers bearers, Sessions sessions, SigninConfig config) {
        this.bearers = bearers;
        this.sessions = sessions;
        this.config = config;
    }

    /**
     * How long it may last.
     *
     * @param idleSeconds without a call until it is ended
     * @param endsAt when it is ended in any case
     */
    record SessionView(long idleSeconds, Instant endsAt) {}

    @GET
    public SessionView get() {
        return new SessionView(
                config.sessionIdle().toSeconds(), own().signedIn().plus(config.sessionLongest()));
    }

    /** Signs out: no token of this session is taken any more, however long it is good for. */
    @DELETE
    public void end() {
        sessions.end(own(), Ending.SIGNED_OUT);
    }

    private Session own() {
        return bearers.current()
                .await()
                .indefinitely()
                .flatMap(SessionCheck::session)
                .orElseThrow(() -> Problems.notFound("session"));
    }
}
