package org.carrel.grant;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.carrel.problem.Problems;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Holds each call against what its token grants, after its roles were found to do. */
class Grants {

    private final CurrentIdentityAssociation identities;
    private final GrantConfig config;

    Grants(CurrentIdentityAssociation identities, GrantConfig config) {
        this.identities = identities;
        this.config = config;
    }

    @ServerRequestFilter
    Uni<Void> scope(ContainerRequestContext request) {
        String path = request.getUriInfo().getRequestUri().getRawPath();
        if (Calls.isOpen(path)) {
            return Uni.createFrom().voidItem();
        }
        return identities
                .getDeferredIdentity()
                .invoke(identity -> requireScope(identity, request.getMethod(), path))
                .replaceWithVoid();
    }

    @StepUp
    @ServerRequestFilter
    Uni<Void> freshness() {
        return identities.getDeferredIdentity().invoke(this::requireFresh).replaceWithVoid();
    }

    private void requireScope(SecurityIdentity identity, String method, String path) {
        Bearer bearer = Bearer.of(identity.getPrincipal());
        if (bearer == null || isPersons(bearer)) {
            return;
        }
        Set<Scope> enough = Calls.scopes(method, path);
        if (Scope.in(bearer.scope()).stream().noneMatch(enough::contains)) {
            throw Problems.insufficientScope(
                    enough.stream().map(Scope::claim).sorted().collect(Collectors.joining(" ")));
        }
    }

    private void requireFresh(SecurityIdentity identity) {
        Bearer bearer = Bearer.of(identity.getPrincipal());
        if (bearer == null || !isPersons(bearer)) {
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

    private boolean isPersons(Bearer bearer) {
        return config.personClients().contains(bearer.client());
    }
}
