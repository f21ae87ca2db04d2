package org.carrel.audit;

import java.util.TreeMap;
import org.carrel.compliance.AuditEvent;
import org.carrel.problem.ProblemDocument;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * The request in whose course something is recorded. Its trace id stands in the entry, in the
 * answer's header and in the access log, so that the two logs can be held against each other.
 */
public final class CurrentRequest {

    /** The name of the trace id among an event's details. */
    public static final String DETAIL = "request";

    // The id of the request that has an entry: true of no other.
    private static final String RECORDED = "org.carrel.audit.recorded";

    private CurrentRequest() {}

    /** Its trace id, or null outside of requests. */
    public static @Nullable String id() {
        return MDC.get(ProblemDocument.TRACE_ID) instanceof String id ? id : null;
    }

    /** Whether anything was recorded of it, for good. */
    public static boolean isRecorded() {
        String id = id();
        return id != null && id.equals(MDC.get(RECORDED));
    }

    static void recorded() {
        String id = id();
        if (id != null) {
            MDC.put(RECORDED, id);
        }
    }

    /** The event with the request that it belongs to. */
    static AuditEvent named(AuditEvent event) {
        String id = id();
        if (id == null) {
            return event;
        }
        var details = new TreeMap<>(event.details());
        details.put(DETAIL, id);
        return new AuditEvent(
                event.time(),
                event.actor(),
                event.action(),
                event.outcome(),
                event.collectionId(),
                event.documentId(),
                event.purpose(),
                details);
    }
}
