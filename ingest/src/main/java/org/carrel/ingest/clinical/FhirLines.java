package org.carrel.ingest.clinical;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every resource of a clinical kind as a line of text. */
final class FhirLines {

    /** Headings, in the order in which they stand. */
    enum Part {
        PROBLEMS("Problems"),
        MEDICATIONS("Medications"),
        ALLERGIES("Allergies"),
        ENCOUNTERS("Encounters"),
        PROCEDURES("Procedures"),
        IMMUNIZATIONS("Immunizations"),
        RESULTS("Results"),
        VITAL_SIGNS("Vital signs"),
        REPORTS("Reports"),
        OTHER("Other entries");

        private final String title;

        Part(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    /**
     * @param statement whose line stands first
     * @param text after it on the line
     * @param narrative below it, when it says more
     */
    record Line(
            Part part, @Nullable Statement statement, String text, @Nullable Markup narrative) {}

    /** Written elsewhere, or about no person's health. */
    private static final Set<String> UNSAID =
            Set.of(
                    "Bundle",
                    "Patient",
                    "Composition",
                    "DocumentReference",
                    "Binary",
                    "Practitioner",
                    "PractitionerRole",
                    "Organization",
                    "Location",
                    "Medication",
                    "Provenance",
                    "Claim",
                    "ExplanationOfBenefit",
                    "Coverage",
                    "OperationOutcome");

    private final FhirStatements statements;

    FhirLines(FhirIndex index) {
        this.statements = new FhirStatements(index);
    }

    /** Null for a resource that says nothing to a clinician. */
    @Nullable Line of(JsonNode resource) {
        String type = resource.path("resourceType").asText("");
        if (UNSAID.contains(type)) {
            return null;
        }
        Statement statement = statements.of(resource);
        String more = more(resource);
        if (statement != null) {
            Markup narrative = saysMore(resource) ? narrative(resource) : null;
            return new Line(part(statement), statement, more, narrative);
        }
        String name = FhirIndex.concept(resource).label();
        Part part = type.equals("DiagnosticReport") ? Part.REPORTS : Part.OTHER;
        Markup narrative = narrative(resource);
        if (name == null && more.isEmpty() && narrative == null) {
            return null;
        }
        String about =
                Plain.join(
                        ", ",
                        FhirStatements.isError(resource)
                                ? "entered in error"
                                : FhirValues.text(resource.path("status")),
                        FhirValues.first(resource, "intent"),
                        FhirValues.date(
                                resource,
                                "effectiveDateTime",
                                "authoredOn",
                                "occurrenceDateTime",
                                "recordedDate",
                                "created",
                                "date"));
        String label = part == Part.REPORTS ? name : Plain.join(": ", words(type), name);
        String text =
                Plain.join(": ", label, FhirStatements.measured(resource))
                        + (about.isEmpty() ? "" : " (" + about + ")");
        return new Line(part, null, Plain.join(" ", text, more), narrative);
    }

    /** What its narrative holds is not all in its fields (FHIR R4, NarrativeStatus). */
    boolean saysMore(JsonNode resource) {
        String status = resource.path("text").path("status").asText("");
        return status.equals("additional") || status.equals("extensions");
    }

    private static @Nullable Markup narrative(JsonNode resource) {
        String div = resource.path("text").path("div").asText("");
        return div.isBlank() ? null : Xhtml.of(div);
    }

    private static Part part(Statement statement) {
        return switch (statement.kind()) {
            case PROBLEM -> Part.PROBLEMS;
            case MEDICATION -> Part.MEDICATIONS;
            case ALLERGY -> Part.ALLERGIES;
            case ENCOUNTER -> Part.ENCOUNTERS;
            case PROCEDURE -> Part.PROCEDURES;
            case IMMUNIZATION -> Part.IMMUNIZATIONS;
            case RESULT -> Part.RESULTS;
            case VITAL_SIGN -> Part.VITAL_SIGNS;
        };
    }

    /** Reference ranges, conclusions, reasons and notes. */
    private static String more(JsonNode resource) {
        List<String> parts = new ArrayList<>();
        for (JsonNode range : resource.path("referenceRange")) {
            String text = FhirValues.text(range.path("text"));
            String bounds = text == null ? FhirValues.range(range) : text;
            parts.add(bounds == null ? "" : "Reference range: " + bounds + ".");
        }
        parts.add(resource.path("conclusion").asText(""));
        for (JsonNode reason : resource.path("reasonCode")) {
            String label = FhirValues.concept(reason).label();
            parts.add(label == null ? "" : "Reason: " + label + ".");
        }
        for (JsonNode note : resource.path("note")) {
            String text = FhirValues.text(note.path("text"));
            parts.add(text == null ? "" : "Note: " + text);
        }
        return Plain.join(" ", parts.toArray(String[]::new));
    }

    /** A resource's type as people write it: CarePlan is Care plan. */
    private static String words(String type) {
        String apart = type.replaceAll("(?<=[a-z])(?=[A-Z])", " ");
        return apart.isEmpty()
                ? apart
                : apart.charAt(0) + apart.substring(1).toLowerCase(Locale.ROOT);
    }
}
