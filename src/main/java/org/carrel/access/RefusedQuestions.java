package org.carrel.access;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.carrel.audit.AuditLog;
import org.carrel.audit.Personal;
import org.carrel.compliance.AuditEvent.Outcome;
import org.carrel.problem.ProblemDocument;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/**
 * Records the questions that are refused: who asked, by which call, which problem they were
 * answered with, and the hash of the question where the body could be read. A caller without a
 * valid token leaves no entry: they are nobody, and could fill the log.
 */
class RefusedQuestions {

    private static final Pattern QUESTION =
            Pattern.compile(
                    "/?(?:api/v1/(?:(?<call>search|ask)|documents/(?<document>[^/]+)/summary)"
                            + "|v1/(?<open>chat/completions|embeddings))/?");

    private final SecurityIdentity identity;
    private final AuditLog audit;
    private final RefusalRecords records;

    RefusedQuestions(SecurityIdentity identity, AuditLog audit, RefusalRecords records) {
        this.identity = identity;
        this.audit = audit;
        this.records = records;
    }

    /** Whether a call asks something, so that its refusal is recorded here. */
    static boolean isQuestion(String path) {
        return QUESTION.matcher(path).matches();
    }

    @ServerResponseFilter
    @Nullable Uni<Void> record(ContainerRequestContext request, ContainerResponseContext response) {
        int status = response.getStatus();
        Matcher call = QUESTION.matcher(request.getUriInfo().getPath());
        if (status < 400 || status == 401 || !call.matches()) {
            return null;
        }
        Map<String, String> details = new HashMap<>();
        details.put("call", name(call));
        details.put("status", Integer.toString(status));
        if (response.getEntity() instanceof ProblemDocument problem) {
            details.put("problem", problem.type());
        }
        // Of the actor: whose patient's it would have been was not decided.
        Personal[] question =
                request.getProperty(AskedBodies.SHA256) instanceof String hash
                        ? new Personal[] {Personal.ofActor("questionSha256", hash)}
                        : new Personal[0];
        UUID document = document(call.group("document"));
        return records.before(response, () -> record(status, document, details, question));
    }

    private static String name(Matcher call) {
        String open = call.group("open");
        return open != null ? open : Objects.requireNonNullElse(call.group("call"), "summary");
    }

    private void record(
            int status,
            @Nullable UUID document,
            Map<String, String> details,
            Personal... question) {
        if (identity.isAnonymous()) {
            return;
        }
        String subject = identity.getPrincipal().getName();
        // Not by Access.caller: a malformed purpose of use is among the reasons of refusal.
        Caller caller = new Caller(subject, subject, identity.getRoles(), null);
        Outcome outcome = status == 403 || status == 404 ? Outcome.DENIED : Outcome.FAILED;
        audit.recordNow(
                caller.event("question.refused", outcome, null, document, details), question);
    }

    private static @Nullable UUID document(@Nullable String id) {
        try {
            return id == null ? null : UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            return null; // Not an id, so of no document.
        }
    }
}
