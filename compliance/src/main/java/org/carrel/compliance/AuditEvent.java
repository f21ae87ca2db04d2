package org.carrel.compliance;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who did what to which document, and how it ended (45 CFR 164.312(b); GDPR art. 5(2), 30).
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
        Map<String, String> details) {

    // RFC 3339, which the canonical form writes time in, has four digits for the year.
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("9999-12-31T23:59:59.999999Z");

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
        time = time.truncatedTo(ChronoUnit.MICROS);
        if (time.isBefore(EARLIEST) || time.isAfter(END)) {
            throw new MalformedAuditException("time is outside the years 1 to 9999");
        }
        requireNotBlank("actor", actor);
        requireNotBlank("action", action);
        requireKeepable("actor", actor);
        requireKeepable("action", action);
        requireKeepable("collectionId", collectionId);
        requireKeepable("documentId", documentId);
        requireKeepable("purpose", purpose);
        details = Map.copyOf(details);
        details.forEach((key, value) -> {
            requireWellFormed("details", key);
            requireWellFormed("details", value);
        });
    }

    private static void requireNotBlank(String field, String value) {
        if (value.isBlank()) {
            throw new MalformedAuditException(field + " is blank");
        }
    }

    private static void requireKeepable(String field, @Nullable String value) {
        if (value == null) {
            return;
        }
        if (value.indexOf('\0') >= 0) {
            throw new MalformedAuditException(field + " holds U+0000");
        }
        requireWellFormed(field, value);
    }

    private static void requireWellFormed(String field, String value) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
            throw new MalformedAuditException(field + " holds a lone surrogate");
        }
    }
}
