package org.carrel.access;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
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
 * @param roles Carrel's, as configured for what the identity provider says
 * @param groups as the identity provider says
 * @param purpose the stated purpose of use, if any
 * @param breakGlass the emergency access by which something is read here, if any
 */
public record Caller(
        String subject,
        String name,
        Set<String> roles,
        Set<String> groups,
        @Nullable PurposeOfUse purpose,
        @Nullable UUID breakGlass) {

    public Caller {
        roles = Set.copyOf(roles);
        groups = Set.copyOf(groups);
    }

    /** One who is in no group and broke no glass. */
    public Caller(String subject, String name, Set<String> roles, @Nullable PurposeOfUse purpose) {
        this(subject, name, roles, Set.of(), purpose, null);
    }

    Caller by(@Nullable UUID emergency) {
        return new Caller(subject, name, roles, groups, purpose, emergency);
    }

    /** An audit event of this caller, now. */
    public AuditEvent event(
            String action,
            Outcome outcome,
            @Nullable UUID collection,
            @Nullable UUID document,
            Map<String, String> details) {
        Map<String, String> all = new HashMap<>(details);
        if (breakGlass != null) {
            all.put("breakGlass", breakGlass.toString());
        }
        return new AuditEvent(
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                subject,
                action,
                outcome,
                collection == null ? null : collection.toString(),
                document == null ? null : document.toString(),
                purpose == null ? null : purpose.name(),
                all);
    }
}
