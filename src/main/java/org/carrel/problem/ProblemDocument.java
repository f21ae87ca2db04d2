package org.carrel.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * The body of an error answer (RFC 9457).
 *
 * @param type stable address of the kind of problem
 * @param title the kind, for people
 * @param status HTTP status code
 * @param detail this case, for people; never document text
 * @param traceId the same as in the server's log
 * @param field the field of the body that is at fault, where one is named
 */
public record ProblemDocument(
        String type,
        String title,
        int status,
        String detail,
        String traceId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String field) {

    private static final String TYPE = "urn:carrel:problem:";

    static final String MEDIA_TYPE = "application/problem+json";

    /** Under which the diagnostic context keeps a request's trace id. */
    public static final String TRACE_ID = "traceId";

    /** For streams, whose status is already sent. */
    public static ProblemDocument of(ProblemException problem) {
        return of(
                problem.name(),
                problem.title(),
                problem.status(),
                String.valueOf(problem.getMessage()),
                problem.field());
    }

    static ProblemDocument of(String name, String title, int status, String detail) {
        return of(name, title, status, detail, null);
    }

    private static ProblemDocument of(
            String name, String title, int status, String detail, @Nullable String field) {
        Object trace = MDC.get(TRACE_ID);
        return new ProblemDocument(
                TYPE + name, title, status, detail, trace == null ? "" : trace.toString(), field);
    }

    /** Last part of the type. */
    String name() {
        return type.substring(TYPE.length());
    }
}
