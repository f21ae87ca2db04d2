package org.carrel.grant;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.carrel.problem.Problems;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Holds each call against what its token grants, after its roles were found to do. */
class Grants {

    private final Bearers bearers;
    private final GrantConfig config;

    Grants(Bearers bearers, GrantConfig config) {
        this.bearers = bearers;
        this.config = config;
    }

    @ServerRequestFilter
    Uni<Void> scope(ContainerRequestContext request) {
        String path = request.getUriInfo().getRequestUri().getRawPath();
        if (Calls.isOpen(path)) {
            return Uni.createFrom().voidItem();
        }
        return bearers.current()
                .invoke(bearer ->
                        bearer.ifPresent(sent -> requireScope(sent, request.getMethod(), path)))
                .replaceWithVoid();
    }

    @StepUp
    @ServerRequestFilter
    Uni<Void> freshness() {
        return bearers.current()
                .invoke(bearer -> bearer.ifPresent(this::requireFresh))
                .replaceWithVoid();
    }

    private static void requireScope(Bearer bearer, String method, String path) {
        if (bearer.isPersons()) {
            return;
        }
        Set<Scope> enough = Calls.scopes(method, path);
        if (Scope.in(bearer.scope()).stream().noneMatch(enough::contains)) {
            throw Problems.insufficientScope(
                    enough.stream().map(Scope::claim).sorted().collect(Collectors.joining(" ")));
        }
    }

    private void requireFresh(Bearer bearer) {
        if (!bearer.isPersons()) {
            return;
        }
        Instant signedIn = bearer.signedIn();
        boolean fresh =
                signedIn != null && signedIn.plus(config.stepUpAge()).isAfter(Instant.now());
        String level = config.stepUpAcr().orElse("");
        if (!fresh && (level.isEmpty() || !level.equals(bearer.level()))) {
            throw Problems.stepUpRequired(config.stepUpAge(), level);
        }
    }
}
