package org.carrel.audit;

import io.quarkus.security.identity.SecurityIdentity;
import java.time.Instant;
import java.util.Map;
import org.carrel.compliance.AuditEvent;
import org.carrel.compliance.AuditEvent.Outcome;

/** Events of calls to the log itself: they concern no collection. */
final class LogCalls {

    private LogCalls() {}

    static AuditEvent done(SecurityIdentity caller, String action, Map<String, String> details) {
        return new AuditEvent(
                Instant.now(),
                caller.getPrincipal().getName(),
                action,
                Outcome.SUCCESS,
                null,
                null,
                null,
                details);
    }

    /** Whose entries were looked for, if it was somebody's. */
    static Personal[] wanted(AuditQuery query) {
        String actor = query.actor();
        return actor == null
                ? new Personal[0]
                : new Personal[] {Personal.naming("wantedActor", actor)};
    }
}
