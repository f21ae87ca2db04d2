package org.carrel.access;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.carrel.compliance.AuditEvent;
import org.carrel.compliance.AuditEvent.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The authenticated person or service behind a request.
 *
 * @param subject the token's {@code sub}: the actor in the audit log
 * @param name for people to read
 * @param roles as granted by the identity provider
 * @param purpose the stated purpose of use, if any
 */
public record Caller(
        String subject, String name, Set<String> roles, @Nullable PurposeOfUse purpose) {

    public Caller {
        roles = Set.copyOf(roles);
    }

    /** An audit event of this caller, now. */
    public AuditEvent event(
            String action,
            Outcome outcome,
            @Nullable UUID collection,
            @Nullable UUID document,
            Map<String, String> details) {
        return new AuditEvent(
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                subject,
                action,
                outcome,
                collection == null ? null : collection.toString(),
                document == null ? null : document.toString(),
                purpose == null ? null : purpose.name(),
                details);
    }
}
