package org.carrel.compliance;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who did what to which document, and how it ended (45 CFR 164.312(b); GDPR art. 5(2), 30): an
 * event in form 1, which names its actor in clear. Installations hold such entries; {@link
 * CommittedEvent} is the form that follows.
 *
 * <p>Every text is well-formed UTF-16 (no lone surrogate, which UTF-8 cannot say), and no field but
 * the details holds U+0000, which PostgreSQL cannot keep. The whole event fits {@link
 * CanonicalForm#MAX_BYTES} in its canonical form; {@link AuditChain#append} refuses a larger one.
 *
 * @param time when; cut to the microsecond, which is what PostgreSQL keeps, so that an event read
 *     back is the same event
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
        Map<String, String> details)
        implements LoggedEvent {

    /** How the action ended. */
    public enum Outcome {
        SUCCESS,
        DENIED,
        FAILED
    }

    /**
     * @throws MalformedAuditException if a field breaks the rules above
     */
    public AuditEvent {
        time = FieldRules.time(time);
        FieldRules.requireNotBlank("actor", actor);
        FieldRules.requireNotBlank("action", action);
        FieldRules.requireKeepable("actor", actor);
        FieldRules.requireKeepable("action", action);
        FieldRules.requireKeepable("collectionId", collectionId);
        FieldRules.requireKeepable("documentId", documentId);
        FieldRules.requireKeepable("purpose", purpose);
        details = Map.copyOf(details);
        details.forEach((key, value) -> {
            FieldRules.requireWellFormed("details", key);
            FieldRules.requireWellFormed("details", value);
        });
    }
}
