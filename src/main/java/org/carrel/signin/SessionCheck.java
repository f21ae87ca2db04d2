package org.carrel.signin;

import io.quarkus.runtime.BlockingOperationControl;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.time.Instant;
import java.util.Optional;
import org.carrel.grant.Bearer;
import org.carrel.grant.Bearers;
import org.carrel.problem.Problems;
import org.carrel.signin.Sessions.Session;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Lets no call of an ended session through. */
@ApplicationScoped
class SessionCheck {

    /** Sent with {@code true} by a client that calls without the person. */
    static final String BACKGROUND = "Carrel-Background";

    private final Bearers bearers;
    private final Sessions sessions;
    private final ManagedExecutor executor;

    SessionCheck(Bearers bearers, Sessions sessions, ManagedExecutor executor) {
        this.bearers = bearers;
        this.sessions = sessions;
        this.executor = executor;
    }

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    Uni<Void> check(ContainerRequestContext request) {
        boolean background = Boolean.parseBoolean(request.getHeaderString(BACKGROUND));
        return bearers.current()
                .chain(bearer -> bearer.isPresent() ? check(bearer.get(), background) : done());
    }

    /** The session of a person's token; empty for a system's, which has none. */
    static Optional<Session> session(Bearer bearer) {
        if (!bearer.isPersons()) {
            return Optional.empty();
        }
        Instant signedIn = bearer.signedIn();
        if (bearer.session().isEmpty() || signedIn == null) {
            throw Problems.sessionEnded("The token names no session.");
        }
        return Optional.of(new Session(bearer.subject(), bearer.session(), signedIn));
    }

    private Uni<Void> check(Bearer bearer, boolean background) {
        Uni<Void> checked =
                Uni.createFrom()
                        .<Void>item(() -> {
                            require(bearer, background);
                            return null;
                        });
        return BlockingOperationControl.isBlockingAllowed()
                ? checked
                : checked.runSubscriptionOn(executor);
    }

    private void require(Bearer bearer, boolean background) {
        Session session = session(bearer).orElse(null);
        Ending ending = session == null ? null : sessions.seen(session, background);
        if (ending != null) {
            throw ending.problem();
        }
    }

    private static Uni<Void> done() {
        return Uni.createFrom().voidItem();
    }
}
