package org.carrel.ingest.clinical;

import java.util.List;
import org.carrel.ingest.ClinicalRecord.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What is to become an item of the record, before it is known where the text says it.
 *
 * @param references in the narrative that say it, the nearest first
 */
record Statement(
        Kind kind,
        String name,
        @Nullable String code,
        @Nullable String system,
        @Nullable String value,
        @Nullable String status,
        @Nullable String from,
        @Nullable String to,
        List<String> references) {

    /** The status of what is denied. */
    static final String ABSENT = "absent";

    static Statement of(Kind kind, Coded concept, String name) {
        return new Statement(
                kind, name, concept.code(), concept.system(), null, null, null, null, List.of());
    }

    Statement value(@Nullable String said) {
        return new Statement(kind, name, code, system, said, status, from, to, references);
    }

    Statement status(@Nullable String said) {
        return new Statement(kind, name, code, system, value, said, from, to, references);
    }

    Statement during(@Nullable String first, @Nullable String last) {
        return new Statement(kind, name, code, system, value, status, first, last, references);
    }

    Statement said(List<String> where) {
        return new Statement(kind, name, code, system, value, status, from, to, where);
    }

    /** A denial: under a name that denies, and without the code of what is denied. */
    Statement denied(String denial) {
        return new Statement(kind, denial, null, null, value, ABSENT, from, to, references);
    }

    /** As a line of text that can be read on its own. */
    String line() {
        String when = from != null && from.equals(to) ? from : Plain.join(" to ", from, to);
        if (from != null && to == null && lasts()) {
            when = "since " + from;
        } else if (from == null && to != null) {
            when = "until " + to;
        }
        String concept = code == null || system == null ? null : system + " " + code;
        return Plain.join(": ", name, value) + suffix(Plain.join(", ", status, when, concept));
    }

    private boolean lasts() {
        return switch (kind) {
            case PROBLEM, MEDICATION, ALLERGY -> !"completed".equals(status);
            default -> false;
        };
    }

    private static String suffix(String more) {
        return more.isEmpty() ? "" : " (" + more + ")";
    }
}
