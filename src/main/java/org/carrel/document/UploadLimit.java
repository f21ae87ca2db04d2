package org.carrel.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.carrel.problem.ProblemDocument;
import org.carrel.problem.Problems;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses a body that states to be too large before it is sent, and says so as a problem. */
@ApplicationScoped
class UploadLimit {

    /** Before Quarkus' own check, whose answer has no body. */
    private static final int ORDER = -3;

    private static final long MEGABYTE = 1024 * 1024;

    private final long limit;
    private final ObjectMapper json;

    UploadLimit(
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit,
            ObjectMapper json) {
        this.limit = limit.asLongValue();
        this.json = json;
    }

    void install(@Observes Router router) {
        router.post("/api/*").order(ORDER).handler(this::check);
        router.put("/api/*").order(ORDER).handler(this::check);
        router.patch("/api/*").order(ORDER).handler(this::check);
    }

    private void check(RoutingContext context) {
        if (stated(context.request()) <= limit) {
            context.next();
            return;
        }
        HttpServerResponse response = context.response();
        response.setStatusCode(413)
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Connection", "close")
                .end(problem());
    }

    private String problem() {
        String detail = "A file may have %d MB at most.".formatted(limit / MEGABYTE);
        try {
            return json.writeValueAsString(ProblemDocument.of(Problems.tooLarge(detail)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // Five strings and a number.
        }
    }

    private static long stated(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
