package org.carrel.signin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.carrel.audit.AuditLog;
import org.carrel.audit.Personal;
import org.carrel.compliance.AuditEvent;
import org.carrel.compliance.AuditEvent.Outcome;
import org.carrel.problem.OpenAiError;
import org.carrel.problem.ProblemDocument;
import org.carrel.problem.ProblemException;
import org.eclipse.microprofile.context.ManagedExecutor;

/**
 * Refuses what one address asks without a token beyond its allowance: the sign-in pages among it,
 * so that passwords cannot be tried at will. Behind a reverse proxy all are one address, unless
 * Quarkus is told to believe the proxy.
 */
@ApplicationScoped
class AddressLimit {

    private static final Pattern BEFORE_SIGN_IN = Pattern.compile("/(?:auth/realms|api|v1)/.*");

    private final AuditLog audit;
    private final ManagedExecutor executor;
    private final ObjectMapper json;
    private final Allowances allowances;

    AddressLimit(AuditLog audit, ManagedExecutor executor, ObjectMapper json, SigninConfig config) {
        this.audit = audit;
        this.executor = executor;
        this.json = json;
        this.allowances = new Allowances(config.addressBurst(), config.addressRate());
    }

    void install(@Observes Router router) {
        // Before Keycloak's pages and the API.
        router.route().order(-200).handler(this::check);
    }

    private void check(RoutingContext context) {
        boolean counts =
                !context.request().headers().contains("Authorization")
                        && BEFORE_SIGN_IN.matcher(context.normalizedPath()).matches();
        try {
            if (counts) {
                take(context.request().remoteAddress().hostAddress());
            }
            context.next();
        } catch (ProblemException problem) {
            refuse(context, problem);
        }
    }

    private void take(String address) {
        allowances.take(address, () -> executor.execute(() -> record(address)));
    }

    private void record(String address) {
        audit.recordNow(
                new AuditEvent(
                        Instant.now(),
                        "unknown",
                        "access.limited",
                        Outcome.DENIED,
                        null,
                        null,
                        null,
                        Map.of()),
                Personal.ofActor("address", address));
    }

    private void refuse(RoutingContext context, ProblemException problem) {
        HttpServerResponse response = context.response();
        problem.headers().forEach(response::putHeader);
        ProblemDocument document = ProblemDocument.of(problem);
        boolean openAi = OpenAiError.isSpokenAt(context.normalizedPath());
        response.setStatusCode(problem.status())
                .putHeader(
                        "Content-Type", openAi ? "application/json" : "application/problem+json");
        try {
            response.end(json.writeValueAsString(openAi ? OpenAiError.of(document) : document));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem document cannot be written", e);
        }
    }
}
