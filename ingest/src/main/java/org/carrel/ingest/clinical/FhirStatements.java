package org.carrel.ingest.clinical;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.carrel.ingest.ClinicalRecord.Kind;
import org.jspecify.annotations.Nullable;

/** What a resource of FHIR R4 states. */
final class FhirStatements {

    private static final Map<String, String> CLASSES =
            Map.of(
                    "AMB", "Ambulatory encounter",
                    "IMP", "Inpatient encounter",
                    "EMER", "Emergency encounter",
                    "HH", "Home visit",
                    "VR", "Virtual encounter");

    private static final Set<String> PLANS = Set.of("proposal", "plan", "option");

    private final FhirIndex index;

    FhirStatements(FhirIndex index) {
        this.index = index;
    }

    /** Null when the resource states no clinical thing that is, or was revoked as an error. */
    @Nullable Statement of(JsonNode resource) {
        if (isError(resource)) {
            return null;
        }
        return switch (resource.path("resourceType").asText("")) {
            case "Condition" -> condition(resource);
            case "AllergyIntolerance" -> allergy(resource);
            case "MedicationRequest", "MedicationStatement", "MedicationAdministration" ->
                    medication(resource);
            case "Encounter" -> encounter(resource);
            case "Procedure" -> procedure(resource);
            case "Immunization" -> immunization(resource);
            case "Observation" -> observation(resource);
            default -> null;
        };
    }

    static boolean isError(JsonNode resource) {
        return "entered-in-error".equals(FhirValues.text(resource.path("status")))
                || "entered-in-error".equals(FhirValues.code(resource.path("verificationStatus")));
    }

    private static @Nullable Statement start(Kind kind, Coded concept) {
        String label = concept.label();
        return label == null ? null : Statement.of(kind, concept, label);
    }

    private static @Nullable Statement condition(JsonNode resource) {
        Statement said = start(Kind.PROBLEM, FhirValues.concept(resource.path("code")));
        if (said == null) {
            return null;
        }
        JsonNode onset = resource.path("onsetPeriod");
        JsonNode end = resource.path("abatementPeriod");
        String from = FhirValues.date(resource, "onsetDateTime");
        String to = FhirValues.date(resource, "abatementDateTime");
        Statement dated =
                said.status(status(resource))
                        .during(
                                from == null ? FhirValues.date(onset, "start") : from,
                                to == null ? FhirValues.date(end, "end", "start") : to);
        return isRefuted(resource) ? dated.denied("No " + said.name()) : dated;
    }

    /** The clinical status, and how sure it is when it is not confirmed. */
    private static @Nullable String status(JsonNode resource) {
        String verified = FhirValues.code(resource.path("verificationStatus"));
        String doubt = "confirmed".equals(verified) ? null : verified;
        String clinical = FhirValues.code(resource.path("clinicalStatus"));
        return Plain.orNull(Plain.join(", ", clinical, doubt));
    }

    private static boolean isRefuted(JsonNode resource) {
        return "refuted".equals(FhirValues.code(resource.path("verificationStatus")));
    }

    private static @Nullable Statement allergy(JsonNode resource) {
        Statement said = start(Kind.ALLERGY, FhirValues.concept(resource.path("code")));
        if (said == null) {
            return null;
        }
        List<String> reactions = new ArrayList<>();
        for (JsonNode reaction : resource.path("reaction")) {
            List<String> signs = new ArrayList<>();
            for (JsonNode sign : reaction.path("manifestation")) {
                String label = FhirValues.concept(sign).label();
                if (label != null) {
                    signs.add(label);
                }
            }
            String severity = FhirValues.text(reaction.path("severity"));
            reactions.add(
                    Plain.join(
                            ", ",
                            String.join(", ", signs),
                            severity == null ? null : "severity " + severity));
        }
        String criticality = FhirValues.text(resource.path("criticality"));
        if (criticality != null) {
            reactions.add("criticality " + criticality);
        }
        Statement whole =
                said.value(Plain.orNull(Plain.join("; ", reactions.toArray(String[]::new))))
                        .status(status(resource))
                        .during(FhirValues.date(resource, "onsetDateTime"), null);
        return isRefuted(resource) ? whole.denied("No known allergy to " + said.name()) : whole;
    }

    private @Nullable Statement medication(JsonNode resource) {
        Coded concept = FhirValues.concept(resource.path("medicationCodeableConcept"));
        if (concept.label() == null) {
            concept = index.target(resource.path("medicationReference"), resource);
        }
        Statement said = start(Kind.MEDICATION, concept);
        String intent = FhirValues.text(resource.path("intent"));
        if (said == null || intent != null && PLANS.contains(intent)) {
            return null;
        }
        JsonNode period = resource.path("effectivePeriod");
        String from = FhirValues.date(resource, "effectiveDateTime", "authoredOn");
        String status = FhirValues.text(resource.path("status"));
        Statement whole =
                said.value(dosage(resource))
                        .status(status)
                        .during(
                                from == null ? FhirValues.date(period, "start") : from,
                                FhirValues.date(period, "end"));
        if (resource.path("doNotPerform").asBoolean(false)) {
            return whole.denied("Not to be given: " + said.name());
        }
        boolean not = "not-taken".equals(status) || "not-done".equals(status);
        return not ? whole.denied("Not taken: " + said.name()) : whole;
    }

    private static @Nullable String dosage(JsonNode resource) {
        List<String> all = new ArrayList<>();
        for (String field : List.of("dosageInstruction", "dosage")) {
            JsonNode dosages = resource.path(field);
            for (JsonNode dosage : dosages.isObject() ? List.of(dosages) : dosages) {
                String text = FhirValues.text(dosage.path("text"));
                all.add(text == null ? dosageParts(dosage) : text);
            }
        }
        return Plain.orNull(Plain.join("; ", all.toArray(String[]::new)));
    }

    private static String dosageParts(JsonNode dosage) {
        JsonNode rate = dosage.path("doseAndRate").path(0);
        String dose = FhirValues.quantity(rate.path("doseQuantity"));
        if (dose == null) {
            dose = FhirValues.quantity(dosage.path("dose"));
        }
        JsonNode repeat = dosage.path("timing").path("repeat");
        String times = FhirValues.text(repeat.path("frequency"));
        String unit = FhirValues.text(repeat.path("periodUnit"));
        String period = FhirValues.text(repeat.path("period"));
        String frequency =
                times == null || unit == null || period == null
                        ? FhirValues.concept(dosage.path("timing").path("code")).label()
                        : times + " every " + period + " " + unit;
        boolean needed = dosage.path("asNeededBoolean").asBoolean(false);
        return Plain.join(
                ", ",
                dose == null ? FhirValues.range(rate.path("doseRange")) : dose,
                FhirValues.concept(dosage.path("route")).label(),
                frequency,
                needed ? "as needed" : null);
    }

    private Statement encounter(JsonNode resource) {
        Coded type = FhirValues.concept(resource.path("type").path(0));
        Coded general = FhirValues.coding(resource.path("class"));
        String code = general.code();
        String named = code == null ? null : CLASSES.getOrDefault(code, general.label());
        String name = type.label() != null ? type.label() : named != null ? named : "Encounter";
        JsonNode place = resource.path("location").path(0).path("location");
        String where = index.target(place, resource).label();
        String provider = index.target(resource.path("serviceProvider"), resource).label();
        JsonNode period = resource.path("period");
        return Statement.of(Kind.ENCOUNTER, type, name)
                .value(where == null ? provider : where)
                .status(FhirValues.text(resource.path("status")))
                .during(FhirValues.date(period, "start"), FhirValues.date(period, "end"));
    }

    private static @Nullable Statement procedure(JsonNode resource) {
        Statement said = start(Kind.PROCEDURE, FhirValues.concept(resource.path("code")));
        if (said == null) {
            return null;
        }
        JsonNode period = resource.path("performedPeriod");
        String from = FhirValues.date(resource, "performedDateTime");
        String status = FhirValues.text(resource.path("status"));
        Statement whole =
                said.value(FhirValues.concept(resource.path("outcome")).label())
                        .status(status)
                        .during(
                                from == null ? FhirValues.date(period, "start") : from,
                                FhirValues.date(period, "end"));
        return "not-done".equals(status) ? whole.denied("Not done: " + said.name()) : whole;
    }

    private static @Nullable Statement immunization(JsonNode resource) {
        Statement said = start(Kind.IMMUNIZATION, FhirValues.concept(resource.path("vaccineCode")));
        if (said == null) {
            return null;
        }
        String status = FhirValues.text(resource.path("status"));
        Statement whole =
                said.value(FhirValues.quantity(resource.path("doseQuantity")))
                        .status(status)
                        .during(FhirValues.date(resource, "occurrenceDateTime"), null);
        if (!"not-done".equals(status)) {
            return whole;
        }
        return whole.value(FhirValues.concept(resource.path("statusReason")).label())
                .denied("Not given: " + said.name());
    }

    /** How a person lives is no result of an examination: it stays in the text. */
    private static @Nullable Statement observation(JsonNode resource) {
        Kind kind = Kind.RESULT;
        for (JsonNode category : resource.path("category")) {
            String code = FhirValues.code(category);
            String lower = code == null ? "" : code.toLowerCase(Locale.ROOT);
            if (lower.equals("social-history")) {
                return null;
            }
            kind = lower.equals("vital-signs") ? Kind.VITAL_SIGN : kind;
        }
        Statement said = start(kind, FhirValues.concept(resource.path("code")));
        if (said == null) {
            return null;
        }
        JsonNode period = resource.path("effectivePeriod");
        String from = FhirValues.date(resource, "effectiveDateTime", "effectiveInstant");
        return said.value(measured(resource))
                .status(FhirValues.text(resource.path("status")))
                .during(
                        from == null ? FhirValues.date(period, "start") : from,
                        FhirValues.date(period, "end"));
    }

    static @Nullable String measured(JsonNode resource) {
        List<String> parts = new ArrayList<>();
        String value = FhirValues.value(resource);
        String flag = FhirValues.code(resource.path("interpretation").path(0));
        if (value != null) {
            parts.add(flag == null || flag.equals("N") ? value : value + " (" + flag + ")");
        }
        for (JsonNode component : resource.path("component")) {
            String name = FhirValues.concept(component.path("code")).label();
            String part = FhirValues.value(component);
            if (part != null) {
                parts.add(Plain.join(" ", name, part));
            }
        }
        return Plain.orNull(String.join("; ", parts));
    }
}
