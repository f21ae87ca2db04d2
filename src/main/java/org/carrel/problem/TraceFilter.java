package org.carrel.problem;

import io.vertx.core.http.HttpServerResponse;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Gives each request a trace id that its log lines, its answer and its problems share. */
final class TraceFilter {

    private static final String HEADER = "X-Trace-Id";

    @ServerRequestFilter(preMatching = true)
    void begin(HttpServerResponse response) {
        byte[] bytes = new byte[8];
        ThreadLocalRandom.current().nextBytes(bytes);
        String id = HexFormat.of().formatHex(bytes);
        MDC.put(ProblemDocument.TRACE_ID, id);
        // At once, so that a stream has it too.
        response.putHeader(HEADER, id);
    }
}
