package org.carrel.compliance;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rules that the fields of events of every form keep to. */
final class FieldRules {

    // RFC 3339, which the canonical form writes time in, has four digits for the year.
    static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("9999-12-31T23:59:59.999999Z");

    private FieldRules() {}

    /** The time cut to the microsecond, which is what PostgreSQL keeps. */
    static Instant time(Instant time) {
        Instant cut = time.truncatedTo(ChronoUnit.MICROS);
        if (cut.isBefore(EARLIEST) || cut.isAfter(END)) {
            throw new MalformedAuditException("time is outside the years 1 to 9999");
        }
        return cut;
    }

    static void requireNotBlank(String field, String value) {
        if (value.isBlank()) {
            throw new MalformedAuditException(field + " is blank");
        }
    }

    /** No U+0000, which PostgreSQL cannot keep, and no half of a surrogate pair. */
    static void requireKeepable(String field, @Nullable String value) {
        if (value == null) {
            return;
        }
        if (value.indexOf('\0') >= 0) {
            throw new MalformedAuditException(field + " holds U+0000");
        }
        requireWellFormed(field, value);
    }

    /** No half of a surrogate pair, which UTF-8 cannot say. */
    static void requireWellFormed(String field, String value) {
        for (int i = 0; i < value.length(); i++) {
            int point = value.codePointAt(i);
            if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                throw new MalformedAuditException(field + " holds a lone surrogate");
            }
            // The second half of a pair.
            i += Character.charCount(point) - 1;
        }
    }

    static void requireMatch(String field, Pattern form, String value) {
        if (!form.matcher(value).matches()) {
            throw new MalformedAuditException(field + " is not in its form");
        }
    }
}
