package org.carrel.problem;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Gives each request a trace id that its log lines, its answer and its problems share. */
final class TraceFilter {

    private static final String HEADER = "X-Trace-Id";

    @ServerRequestFilter(preMatching = true)
    void begin(ContainerRequestContext request) {
        byte[] id = new byte[8];
        ThreadLocalRandom.current().nextBytes(id);
        MDC.put(ProblemDocument.TRACE_ID, HexFormat.of().formatHex(id));
    }

    @ServerResponseFilter
    void end(ContainerResponseContext response) {
        Object id = MDC.get(ProblemDocument.TRACE_ID);
        if (id != null) {
            response.getHeaders().putSingle(HEADER, id);
        }
    }
}
