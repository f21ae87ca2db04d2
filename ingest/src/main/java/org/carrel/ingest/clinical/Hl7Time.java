package org.carrel.ingest.clinical;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * HL7's time stamps, {@code YYYY[MM[DD[HH[MM[SS[.S…]]]]]][+/-ZZZZ]} (HL7 v2.5.1 chapter 2A, CDA's
 * TS), as ISO 8601 of the same precision. An offset is kept where one is stated and never supposed.
 */
final class Hl7Time {

    private static final Pattern STAMP =
            Pattern.compile(
                    "(\\d{4})(?:(\\d{2})(?:(\\d{2})(?:(\\d{2})(?:(\\d{2})(?:(\\d{2})(\\.\\d{1,9})?)?)?)?)?)?"
                            + "(?:([+-])(\\d{2}):?(\\d{2})?|Z)?");
    private static final int DAY = "yyyy-MM-dd".length();

    private Hl7Time() {}

    /** Null for what is no time stamp. */
    static @Nullable String iso(@Nullable String stamp) {
        Matcher m = STAMP.matcher(stamp == null ? "" : stamp.strip());
        if (!m.matches() || !isPossible(m)) {
            return null;
        }
        StringBuilder iso = new StringBuilder(m.group(1));
        String[] separators = {"", "", "-", "-", "T", ":", ":", ""};
        for (int part = 2; part <= 7 && m.group(part) != null; part++) {
            iso.append(separators[part]).append(m.group(part));
        }
        // A day has no offset: it would only invite to move the date. No place is 18 hours off.
        if (m.group(4) != null && m.group(8) != null && m.group(9).compareTo("18") < 0) {
            String minutes = m.group(10) == null ? "00" : m.group(10);
            iso.append(m.group(8)).append(m.group(9)).append(':').append(minutes);
        } else if (m.group(4) != null && m.group().endsWith("Z")) {
            iso.append('Z');
        }
        return iso.toString();
    }

    private static boolean isPossible(Matcher m) {
        try {
            LocalDate.of(number(m, 1, 1), number(m, 2, 1), number(m, 3, 1));
            LocalTime.of(number(m, 4, 0), number(m, 5, 0), Math.min(number(m, 6, 0), 59));
            return number(m, 1, 0) > 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static int number(Matcher m, int group, int otherwise) {
        return m.group(group) == null ? otherwise : Integer.parseInt(m.group(group));
    }

    /**
     * The instant of an ISO 8601 time; UTC where no offset is stated, its start for a day.
     *
     * @return null for less than a day, or what cannot be read
     */
    static @Nullable Instant instant(@Nullable String iso) {
        if (iso == null || iso.length() < DAY) {
            return null;
        }
        try {
            if (iso.length() == DAY) {
                return LocalDate.parse(iso).atStartOfDay().toInstant(ZoneOffset.UTC);
            }
            boolean offset = iso.endsWith("Z") || iso.lastIndexOf('-') > DAY || iso.contains("+");
            return offset
                    ? OffsetDateTime.parse(iso).toInstant()
                    : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
