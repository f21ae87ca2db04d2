package org.carrel.compliance;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who did what to which document, and how it ended (45 CFR 164.312(b); GDPR art. 5(2), 30).
 *
 * @param time when, to the microsecond
 * @param actor the subject of the token, or {@code system}
 * @param action what was done, such as {@code document.upload} or {@code answer.ask}
 * @param outcome how it ended
 * @param collectionId the collection concerned, if one
 * @param documentId the document concerned, if one
 * @param purpose the purpose of use that the caller stated, if any
 * @param details further facts, such as hashes and counts; never document text in this first form
 */
public record AuditEvent(
        Instant time,
        String actor,
        String action,
        Outcome outcome,
        @Nullable String collectionId,
        @Nullable String documentId,
        @Nullable String purpose,
        Map<String, String> details) {

    /** How the action ended. */
    public enum Outcome {
        SUCCESS,
        DENIED,
        FAILED
    }

    public AuditEvent {
        details = Map.copyOf(details);
    }
}
