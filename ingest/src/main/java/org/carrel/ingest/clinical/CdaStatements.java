package org.carrel.ingest.clinical;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.carrel.ingest.ClinicalRecord.Kind;
import org.jspecify.annotations.Nullable;

/** What an element of a CDA entry states, once it is known which kind of statement it is. */
final class CdaStatements {

    private static final String TEMPLATE = "2.16.840.1.113883.10.20.22.4.";

    /** SNOMED CT: concepts that are denials themselves. */
    private static final Set<String> ABSENCES =
            Set.of(
                    "716186003",
                    "409137002",
                    "429625007",
                    "428607008",
                    "160244002",
                    "160245001",
                    "1003774007");

    /** SNOMED CT: concepts so general that denying them denies all of a kind. */
    private static final Map<String, String> GENERAL =
            Map.of(
                    "55607006", "No known problems",
                    "71388002", "No known procedures",
                    "105590001", "No known allergies",
                    "416098002", "No known drug allergies",
                    "419511003", "No known drug allergies",
                    "414285001", "No known food allergies",
                    "418471000", "No known food allergies",
                    "255620007", "No known food allergies",
                    "426232007", "No known environmental allergies");

    /** SNOMED CT's "drug or medicament": what one takes, or what one is allergic to. */
    private static final String ANY_DRUG = "410942007";

    private final CdaValues values;

    CdaStatements(CdaValues values) {
        this.values = values;
    }

    /**
     * @param within the act around it: a concern, an organizer
     * @return null when it names nothing
     */
    @Nullable Statement of(Kind kind, Markup element, Markup within) {
        Statement said =
                switch (kind) {
                    case PROBLEM -> problem(element, within);
                    case ALLERGY -> allergy(element, within);
                    case MEDICATION -> substance(kind, element, "Not taken: ");
                    case IMMUNIZATION -> substance(kind, element, "Not given: ");
                    case ENCOUNTER -> encounter(element);
                    case PROCEDURE -> procedure(element);
                    case RESULT, VITAL_SIGN -> measured(kind, element, within);
                };
        if (said == null || said.code() == null || !ABSENCES.contains(said.code())) {
            return said;
        }
        return said.status(Statement.ABSENT);
    }

    private @Nullable Statement problem(Markup element, Markup within) {
        Coded concept = values.coded(element.at("value"));
        String name = concept.label() == null ? values.value(element.at("value")) : concept.label();
        boolean denied = isDenied(element);
        if (name == null) {
            return null;
        }
        Markup time = element.at("effectiveTime");
        Statement said =
                Statement.of(Kind.PROBLEM, concept, name)
                        .status(status(element, within, "6"))
                        .during(CdaValues.from(time), CdaValues.to(time));
        return denied ? said.denied(denial(concept, "No " + name)) : said;
    }

    private @Nullable Statement allergy(Markup element, Markup within) {
        Markup entity =
                element.children("participant")
                        .map(each -> each.at("participantRole", "playingEntity"))
                        .filter(each -> each != Markup.NOTHING)
                        .findFirst()
                        .orElse(Markup.NOTHING);
        Coded substance = values.coded(entity.at("code"));
        String entityName = Plain.orNull(entity.at("name").text());
        Coded type = values.coded(element.at("value"));
        Coded concept = substance.label() == null ? type : substance;
        String name = concept.label();
        if (substance.name() == null && entityName != null) {
            name = entityName;
        }
        boolean denied = isDenied(element);
        if (name == null && !denied) {
            return null;
        }
        Markup time = element.at("effectiveTime");
        Statement said =
                Statement.of(Kind.ALLERGY, concept, name == null ? "" : name)
                        .value(reaction(element))
                        .status(status(element, within, "28"))
                        .during(CdaValues.from(time), CdaValues.to(time));
        boolean all = substance.label() == null && entityName == null;
        if (!denied) {
            return said;
        }
        if (ANY_DRUG.equals(concept.code())) {
            return said.denied("No known drug allergies");
        }
        String denial = all ? "No known allergies" : "No known allergy to " + name;
        return said.denied(denial(concept, denial));
    }

    private static String denial(Coded concept, String otherwise) {
        return concept.code() == null ? otherwise : GENERAL.getOrDefault(concept.code(), otherwise);
    }

    private @Nullable String reaction(Markup element) {
        String reactions =
                within(element, "9")
                        .map(each -> values.value(each.at("value")))
                        .filter(Objects::nonNull)
                        .distinct()
                        .collect(Collectors.joining("; "));
        String severity = said(element, "8");
        String criticality = said(element, "145");
        return Plain.orNull(
                Plain.join(
                        ", ",
                        reactions,
                        severity == null ? null : "severity " + severity,
                        criticality == null ? null : "criticality " + criticality));
    }

    private @Nullable Statement substance(Kind kind, Markup element, String denial) {
        Markup product = element.at("consumable", "manufacturedProduct");
        Markup material = product.at("manufacturedMaterial");
        Coded concept = values.coded(material.at("code"));
        String stated = Plain.orNull(material.at("name").text());
        String name = concept.name() == null && stated != null ? stated : concept.label();
        boolean any = name == null || ANY_DRUG.equals(concept.code());
        if (any && isDenied(element) && kind == Kind.MEDICATION) {
            return Statement.of(kind, Coded.NONE, "").denied("No known medications");
        }
        if (name == null) {
            return null;
        }
        Markup time =
                element.children("effectiveTime")
                        .filter(each -> !isFrequency(each))
                        .findFirst()
                        .orElse(Markup.NOTHING);
        Statement said =
                Statement.of(kind, concept, name)
                        .value(dose(element))
                        .status(element.at("statusCode").attribute("code"))
                        .during(CdaValues.from(time), CdaValues.to(time));
        return isDenied(element) ? said.denied(denial + name) : said;
    }

    private @Nullable String dose(Markup element) {
        String frequency =
                element.children("effectiveTime")
                        .filter(CdaStatements::isFrequency)
                        .map(each -> CdaValues.quantity(each.at("period")))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .map(period -> "every " + period)
                        .orElse(null);
        Markup dose = element.at("doseQuantity");
        return Plain.orNull(
                Plain.join(
                        ", ",
                        CdaValues.quantity(dose),
                        CdaValues.quantity(element.at("rateQuantity")),
                        values.coded(element.at("routeCode")).name(),
                        frequency));
    }

    private static boolean isFrequency(Markup time) {
        String type = time.attribute("type");
        return type != null && (type.endsWith("PIVL_TS") || type.endsWith("EIVL_TS"));
    }

    private Statement encounter(Markup element) {
        Coded type = values.coded(element.at("code"));
        Markup time = element.at("effectiveTime");
        String place =
                element.children("participant")
                        .filter(each -> each.has("typeCode", "LOC"))
                        .map(each -> each.at("participantRole", "playingEntity", "name").text())
                        .findFirst()
                        .orElse(null);
        String name = type.label() == null ? "Encounter" : type.label();
        return Statement.of(Kind.ENCOUNTER, type, name)
                .value(Plain.orNull(place))
                .status(element.at("statusCode").attribute("code"))
                .during(CdaValues.from(time), CdaValues.to(time));
    }

    private @Nullable Statement procedure(Markup element) {
        Coded concept = values.coded(element.at("code"));
        if (concept.label() == null) {
            return null;
        }
        Markup time = element.at("effectiveTime");
        Statement said =
                Statement.of(Kind.PROCEDURE, concept, concept.label())
                        .value(values.value(element.at("value")))
                        .status(element.at("statusCode").attribute("code"))
                        .during(CdaValues.from(time), CdaValues.to(time));
        String denial = denial(concept, "Not done: " + concept.label());
        return isDenied(element) ? said.denied(denial) : said;
    }

    private @Nullable Statement measured(Kind kind, Markup element, Markup within) {
        Coded concept = values.coded(element.at("code"));
        if (concept.label() == null) {
            return null;
        }
        Markup time = element.at("effectiveTime");
        String from = CdaValues.from(time);
        Statement said =
                Statement.of(kind, concept, concept.label())
                        .value(flagged(element))
                        .status(element.at("statusCode").attribute("code"))
                        .during(
                                from == null ? CdaValues.from(within.at("effectiveTime")) : from,
                                CdaValues.to(time));
        return isDenied(element) ? said.denied("Not done: " + concept.label()) : said;
    }

    private @Nullable String flagged(Markup element) {
        String value =
                element.children("value")
                        .map(values::value)
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(", "));
        String flag = element.at("interpretationCode").attribute("code");
        boolean telling = flag != null && !flag.equals("N") && !value.isEmpty();
        return Plain.orNull(telling ? value + " (" + flag + ")" : value);
    }

    /** As observed; else ended when it has an end; else as the concern about it is followed. */
    private @Nullable String status(Markup element, Markup within, String template) {
        String observed = said(element, template);
        if (observed != null) {
            return observed.toLowerCase(Locale.ROOT);
        }
        if (CdaValues.to(element.at("effectiveTime")) != null) {
            return "resolved";
        }
        return within.at("statusCode").attribute("code");
    }

    private @Nullable String said(Markup element, String template) {
        return within(element, template)
                .map(each -> values.value(each.at("value")))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static Stream<Markup> within(Markup element, String template) {
        return element.children("entryRelationship")
                .flatMap(Markup::all)
                .filter(each ->
                        each.children("templateId")
                                .anyMatch(id -> id.has("root", TEMPLATE + template)));
    }

    private static boolean isDenied(Markup element) {
        return element.has("negationInd", "true") || element.has("negationInd", "1");
    }
}
