package org.carrel.access;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.util.Map;
import java.util.regex.Pattern;
import org.carrel.audit.AuditLog;
import org.carrel.compliance.AuditEvent.Outcome;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/**
 * Records calls that the caller's roles do not allow (45 CFR 164.312(b)): who, by which method and
 * route, never with what query. Callers without a valid token are nobody and could fill the log, so
 * they are counted, and {@link UnknownCallers} says how many came. Questions have an entry of their
 * own by {@link RefusedQuestions}.
 */
class DeniedRequests {

    private static final Pattern ID =
            Pattern.compile("[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}");

    private final SecurityIdentity identity;
    private final AuditLog audit;
    private final UnknownCallers unknown;
    private final RefusalRecords records;

    DeniedRequests(
            SecurityIdentity identity,
            AuditLog audit,
            UnknownCallers unknown,
            RefusalRecords records) {
        this.identity = identity;
        this.audit = audit;
        this.unknown = unknown;
        this.records = records;
    }

    @ServerResponseFilter
    @Nullable Uni<Void> record(ContainerRequestContext request, ContainerResponseContext response) {
        String path = request.getUriInfo().getPath();
        if (response.getStatus() == 401) {
            unknown.count();
            return null;
        }
        if (response.getStatus() != 403 || RefusedQuestions.isQuestion(path)) {
            return null;
        }
        Map<String, String> details =
                Map.of(
                        "method",
                        request.getMethod(),
                        "route",
                        ID.matcher(path).replaceAll("{id}").replaceFirst("^/", ""));
        return records.before(response, () -> record(details));
    }

    private void record(Map<String, String> details) {
        String subject = identity.getPrincipal().getName();
        // Not by Access.caller: a malformed purpose of use must not keep the entry from being made.
        Caller caller = new Caller(subject, subject, identity.getRoles(), null);
        audit.recordNow(caller.event("access.denied", Outcome.DENIED, null, null, details));
    }
}
