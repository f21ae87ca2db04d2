package org.carrel.problem;

import org.jboss.logging.MDC;

/**
 * The body of an error answer (RFC 9457).
 *
 * @param type stable address of the kind of problem
 * @param title the kind, for people
 * @param status HTTP status code
 * @param detail this case, for people; never document text
 * @param traceId the same as in the server's log
 */
public record ProblemDocument(
        String type, String title, int status, String detail, String traceId) {

    static final String MEDIA_TYPE = "application/problem+json";

    /** Under which the diagnostic context keeps a request's trace id. */
    public static final String TRACE_ID = "traceId";

    /** For streams, whose status is already sent. */
    public static ProblemDocument of(ProblemException problem) {
        return of(
                problem.name(),
                problem.title(),
                problem.status(),
                String.valueOf(problem.getMessage()));
    }

    static ProblemDocument of(String name, String title, int status, String detail) {
        Object trace = MDC.get(TRACE_ID);
        return new ProblemDocument(
                "urn:carrel:problem:" + name,
                title,
                status,
                detail,
                trace == null ? "" : trace.toString());
    }
}
