package org.carrel.document;

import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Objects;
import org.carrel.ingest.describe.DocumentType;
import org.carrel.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * Which documents of a collection are listed.
 *
 * @param type an id of /api/v1/document-types
 * @param from the earliest date, ISO 8601; documents without a date are left out
 * @param to the latest
 * @param q the name contains it, in upper or lower case
 */
record DocumentFilter(
        @QueryParam("type") @Nullable String type,
        @QueryParam("from") @Nullable String from,
        @QueryParam("to") @Nullable String to,
        @QueryParam("q") @Nullable String q) {

    private static final int LONGEST_NAME = 200;

    // What PostgreSQL can hold, with room to spare.
    private static final LocalDate FIRST_DAY = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

    /** Empty for any. */
    String wantedType() {
        if (type == null) {
            return "";
        }
        return DocumentType.of(type)
                .map(DocumentType::id)
                .orElseThrow(() -> Problems.invalid("type is none of /api/v1/document-types"));
    }

    boolean isDated() {
        return from != null || to != null;
    }

    LocalDate earliest() {
        return from == null ? FIRST_DAY : date("from", from);
    }

    LocalDate latest() {
        return to == null ? LAST_DAY : date("to", to);
    }

    /** For LIKE, with ! before what is meant literally. */
    String namePattern() {
        String wanted = Objects.requireNonNullElse(q, "").strip().toLowerCase(Locale.ROOT);
        if (wanted.length() > LONGEST_NAME) {
            throw Problems.invalid("q must have at most " + LONGEST_NAME + " characters");
        }
        return "%" + wanted.replace('\0', ' ').replaceAll("[!%_]", "!$0") + "%";
    }

    private static LocalDate date(String name, String value) {
        try {
            LocalDate date = LocalDate.parse(value);
            if (!date.isBefore(FIRST_DAY) && !date.isAfter(LAST_DAY)) {
                return date;
            }
        } catch (DateTimeException e) {
            throw wrongDate(name);
        }
        throw wrongDate(name);
    }

    private static RuntimeException wrongDate(String name) {
        return Problems.invalid(name + " must be a date such as 2026-01-31");
    }
}
