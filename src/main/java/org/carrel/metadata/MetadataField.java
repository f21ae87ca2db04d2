package org.carrel.metadata;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.carrel.ingest.describe.DocumentType;
import org.carrel.problem.Problems;
import org.jspecify.annotations.Nullable;

/** What is kept about a document, and what may be said of it. */
enum MetadataField {
    TYPE("type", false) {
        @Override
        String checked(String value) {
            return DocumentType.of(value)
                    .map(DocumentType::id)
                    .orElseThrow(() -> wrong("a type that /api/v1/document-types lists"));
        }
    },
    DATE("date", false) {
        @Override
        String checked(String value) {
            return isDate(value) ? value : fail("a date such as 2026-01-31");
        }
    },
    PARTIES("parties", true),
    PATIENT("patient", false),
    PATIENT_IDENTIFIERS("patient-identifiers", true),
    BIRTH_DATE("birth-date", false) {
        @Override
        String checked(String value) {
            return isDate(value) || isMonth(value) || value.matches("[12]\\d{3}")
                    ? value
                    : fail("a date such as 1950-01-31, 1950-01 or 1950");
        }
    },
    LANGUAGE("language", false) {
        @Override
        String checked(String value) {
            return LANGUAGES.contains(value) ? value : fail("an ISO 639-1 code such as en");
        }
    };

    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
    private static final int MOST = 20;
    private static final int LONGEST = 300;
    private static final int EARLIEST = 1000;
    private static final int LATEST = 2999;

    private final String id;
    private final boolean list;

    MetadataField(String id, boolean list) {
        this.id = id;
        this.list = list;
    }

    /** As stored and in the REST API. */
    String id() {
        return id;
    }

    static Optional<MetadataField> of(String id) {
        return Arrays.stream(values()).filter(field -> field.id.equals(id)).findFirst();
    }

    /**
     * What a person says, as it is kept.
     *
     * @param value a string, or a list of strings for a field of several; null says that there is
     *     none
     * @throws org.carrel.problem.ProblemException invalid-request when it cannot be one
     */
    @Nullable Object validated(@Nullable Object value) {
        if (list) {
            return value == null ? List.of() : several(value);
        }
        if (value == null) {
            return this == TYPE ? fail("a type; other where none fits") : null;
        }
        return checked(text(value));
    }

    /** A string without white space at its ends, of this field. */
    String checked(String value) {
        return value;
    }

    private List<String> several(Object value) {
        if (!(value instanceof List<?> values) || values.size() > MOST) {
            throw wrong("a list of at most " + MOST + " strings");
        }
        return values.stream().map(this::text).distinct().toList();
    }

    private String text(@Nullable Object value) {
        if (!(value instanceof String string)) {
            throw wrong(list ? "a list of strings" : "a string or null");
        }
        String text = string.strip();
        if (text.isEmpty()
                || text.length() > LONGEST
                || text.codePoints().anyMatch(MetadataField::isHidden)) {
            throw wrong("1 to " + LONGEST + " characters of one line");
        }
        return text;
    }

    /** Line ends, controls and marks that turn the direction of writing. */
    private static boolean isHidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    true;
            default -> false;
        };
    }

    private static boolean isDate(String value) {
        try {
            int year = LocalDate.parse(value).getYear();
            return year >= EARLIEST && year <= LATEST;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isMonth(String value) {
        try {
            int year = YearMonth.parse(value).getYear();
            return year >= EARLIEST && year <= LATEST;
        } catch (DateTimeException e) {
            return false;
        }
    }

    <T> T fail(String wanted) {
        throw wrong(wanted);
    }

    RuntimeException wrong(String wanted) {
        return Problems.invalid("value of " + id + " must be " + wanted);
    }
}
