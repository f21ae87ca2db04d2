package org.carrel.ingest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a structured clinical file (C-CDA, HL7 v2, FHIR) states, kept as structure beside its text.
 *
 * @param patient who it is about; null when the file does not say
 * @param items in the order of the text
 */
public record ClinicalRecord(@Nullable Patient patient, List<Item> items) {

    public ClinicalRecord {
        items = List.copyOf(items);
    }

    /**
     * A person as the file names them.
     *
     * @param identifiers such as {@code MRN 00123}, with the assigning authority where it is stated
     * @param birthDate as stated: ISO 8601, a year alone being a whole year
     * @param sex administrative, as stated
     */
    public record Patient(
            String name,
            List<String> identifiers,
            @Nullable String birthDate,
            @Nullable String sex) {
        public Patient {
            identifiers = List.copyOf(identifiers);
        }
    }

    /** What an item is. The names are stored and shown by the REST API: they do not change. */
    public enum Kind {
        PROBLEM,
        MEDICATION,
        ALLERGY,
        ENCOUNTER,
        PROCEDURE,
        IMMUNIZATION,
        RESULT,
        VITAL_SIGN
    }

    /**
     * One statement.
     *
     * @param name as displayed
     * @param code within {@code system}, such as 44054006
     * @param system such as SNOMED CT, RxNorm, LOINC, ICD-10-CM
     * @param value of a result or vital sign with its unit; dose and route of a medication;
     *     reaction of an allergy
     * @param status such as active or resolved
     * @param from ISO 8601, as precise as stated
     * @param to likewise; null while it lasts or when not stated
     * @param start first UTF-16 index of the text that says it
     * @param end index after the last
     */
    public record Item(
            Kind kind,
            String name,
            @Nullable String code,
            @Nullable String system,
            @Nullable String value,
            @Nullable String status,
            @Nullable String from,
            @Nullable String to,
            int start,
            int end) {}
}
