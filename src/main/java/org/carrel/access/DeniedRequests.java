package org.carrel.access;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.carrel.audit.AuditLog;
import org.carrel.audit.CurrentRequest;
import org.carrel.compliance.AuditEvent.Outcome;
import org.carrel.problem.ProblemDocument;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/**
 * Records calls that the caller's roles do not allow (45 CFR 164.312(b)), and every other call of
 * which nothing was recorded in its course, failed or answered: who, by which method and route,
 * never with what query. Callers without a valid token are nobody and could fill the log, so they
 * are counted, and {@link UnknownCallers} says how many came. Questions have an entry of their own
 * by {@link RefusedQuestions}.
 */
class DeniedRequests {

    private static final Pattern API = Pattern.compile("/?(?:api/)?v1/");
    private static final Pattern ID =
            Pattern.compile("[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}");

    private static final Pattern OTHER =
            Pattern.compile("(?<=/)(?!\\{id}(?:/|$)|[a-z0-9-]{1,40}(?:/|$))[^/]+");

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
        if (!API.matcher(path).lookingAt() || RefusedQuestions.isQuestion(path)) {
            return null;
        }
        boolean denied = response.getStatus() == 403;
        // Too many calls are counted where they are turned away: they could fill the log.
        if (response.getStatus() == 429 || !denied && CurrentRequest.isRecorded()) {
            return null;
        }
        Map<String, String> details = new HashMap<>();
        details.put("method", request.getMethod());
        details.put("route", route(path));
        if (denied) {
            return records.before(response, () -> record("access.denied", Outcome.DENIED, details));
        }
        details.put("status", Integer.toString(response.getStatus()));
        if (response.getEntity() instanceof ProblemDocument problem) {
            details.put("problem", problem.type());
        }
        return response.getStatus() < 400
                ? records.before(
                        response, () -> record("request.answered", Outcome.SUCCESS, details))
                : records.before(response, () -> record("request.failed", Outcome.FAILED, details));
    }

    // What is no word of a route was made up by the caller, and may say anything.
    private static String route(String path) {
        String known = ID.matcher(path).replaceAll("{id}").replaceFirst("^/", "");
        return OTHER.matcher(known).replaceAll("{other}");
    }

    private void record(String action, Outcome outcome, Map<String, String> details) {
        if (identity.isAnonymous()) {
            return;
        }
        String subject = identity.getPrincipal().getName();
        // Not by Access.caller: a malformed purpose of use must not keep the entry from being made.
        Caller caller = new Caller(subject, subject, identity.getRoles(), null);
        audit.recordNow(caller.event(action, outcome, null, null, details));
    }
}
