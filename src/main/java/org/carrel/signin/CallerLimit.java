package org.carrel.signin;

import io.quarkus.runtime.BlockingOperationControl;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Priorities;
import java.time.Instant;
import java.util.Map;
import org.carrel.audit.AuditLog;
import org.carrel.compliance.AuditEvent;
import org.carrel.compliance.AuditEvent.Outcome;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses what one caller asks beyond their allowance, whatever machine they call from. */
@ApplicationScoped
class CallerLimit {

    private final CurrentIdentityAssociation identities;
    private final AuditLog audit;
    private final ManagedExecutor executor;
    private final Allowances allowances;

    CallerLimit(
            CurrentIdentityAssociation identities,
            AuditLog audit,
            ManagedExecutor executor,
            SigninConfig config) {
        this.identities = identities;
        this.audit = audit;
        this.executor = executor;
        this.allowances = new Allowances(config.callerBurst(), config.callerRate());
    }

    /** Before the session is looked up. */
    @ServerRequestFilter(priority = Priorities.AUTHENTICATION - 1)
    Uni<Void> check() {
        return identities
                .getDeferredIdentity()
                .onFailure()
                .recoverWithNull()
                .invoke(identity -> {
                    if (identity != null && !identity.isAnonymous()) {
                        take(identity);
                    }
                })
                .replaceWithVoid();
    }

    private void take(SecurityIdentity identity) {
        String caller = identity.getPrincipal().getName();
        allowances.take(caller, () -> record(caller));
    }

    private void record(String caller) {
        var event =
                new AuditEvent(
                        Instant.now(),
                        caller,
                        "access.limited",
                        Outcome.DENIED,
                        null,
                        null,
                        null,
                        Map.of());
        if (BlockingOperationControl.isBlockingAllowed()) {
            audit.recordNow(event);
        } else {
            executor.execute(() -> audit.recordNow(event));
        }
    }
}
