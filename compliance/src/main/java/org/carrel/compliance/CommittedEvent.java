package org.carrel.compliance;

import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What was done to which document, and how it ended (45 CFR 164.312(b); GDPR art. 5(2), 30): an
 * event in form 2, which names no person. Whoever is concerned (the actor, a patient, the text of a
 * question) stands in {@code personal} as a {@link Commitment}, so the log proves what it said of
 * them as long as salt and value are kept, and no longer (GDPR art. 17).
 *
 * <p>Texts are well-formed UTF-16 without U+0000. The whole event fits {@link
 * CanonicalForm#MAX_BYTES} in its canonical form.
 *
 * @param time when; cut to the microsecond
 * @param action what was done, such as {@code document.upload} or {@code answer.ask}
 * @param outcome how it ended
 * @param collectionId the collection concerned, if one
 * @param documentId the document concerned, if one
 * @param purpose the purpose of use that the caller stated, if any
 * @param details further facts, such as hashes and counts; never personal, never document text
 * @param personal commitments by the names of their fields, such as {@code actor}; a name is a
 *     letter and up to 63 letters or digits
 */
public record CommittedEvent(
        Instant time,
        String action,
        AuditEvent.Outcome outcome,
        @Nullable String collectionId,
        @Nullable String documentId,
        @Nullable String purpose,
        Map<String, String> details,
        Map<String, Commitment> personal)
        implements LoggedEvent {

    private static final Pattern FIELD = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,63}");

    /**
     * @throws MalformedAuditException if a field breaks the rules above
     */
    public CommittedEvent {
        time = FieldRules.time(time);
        FieldRules.requireNotBlank("action", action);
        FieldRules.requireKeepable("action", action);
        FieldRules.requireKeepable("collectionId", collectionId);
        FieldRules.requireKeepable("documentId", documentId);
        FieldRules.requireKeepable("purpose", purpose);
        details = Map.copyOf(details);
        details.forEach((key, value) -> {
            FieldRules.requireKeepable("details", key);
            FieldRules.requireKeepable("details", value);
        });
        personal = Map.copyOf(personal);
        personal.keySet().forEach(CommittedEvent::requireField);
    }

    /** The same event at another time. */
    CommittedEvent at(Instant other) {
        return new CommittedEvent(
                other, action, outcome, collectionId, documentId, purpose, details, personal);
    }

    static void requireField(String field) {
        FieldRules.requireMatch("the name of a personal field", FIELD, field);
    }
}
