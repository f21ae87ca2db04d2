package org.carrel.ingest.clinical;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.carrel.ingest.ClinicalRecord.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Finds the clinical statements in one entry of a section: by the templates of C-CDA (HL7
 * Implementation Guide R2.1) and of the older CCD; in an entry without any of them, by the
 * section's code. Plans, orders, goals and family history are no statements about what is.
 */
final class CdaEntries {

    private static final String CCDA = "2.16.840.1.113883.10.20.22.4.";
    private static final String CCD = "2.16.840.1.113883.10.20.1.";

    private static final Map<String, Kind> TEMPLATES =
            Map.ofEntries(
                    entry(CCDA + "4", Kind.PROBLEM),
                    entry(CCDA + "7", Kind.ALLERGY),
                    entry(CCDA + "16", Kind.MEDICATION),
                    entry(CCDA + "49", Kind.ENCOUNTER),
                    entry(CCDA + "12", Kind.PROCEDURE),
                    entry(CCDA + "13", Kind.PROCEDURE),
                    entry(CCDA + "14", Kind.PROCEDURE),
                    entry(CCDA + "52", Kind.IMMUNIZATION),
                    entry(CCDA + "2", Kind.RESULT),
                    entry(CCDA + "27", Kind.VITAL_SIGN),
                    entry(CCD + "28", Kind.PROBLEM),
                    entry(CCD + "18", Kind.ALLERGY),
                    entry(CCD + "24", Kind.MEDICATION),
                    entry(CCD + "21", Kind.ENCOUNTER),
                    entry(CCD + "29", Kind.PROCEDURE),
                    entry(CCD + "31", Kind.RESULT));

    /** LOINC codes of the sections whose entries state one kind of thing. */
    private static final Map<String, Kind> SECTIONS =
            Map.ofEntries(
                    entry("11450-4", Kind.PROBLEM),
                    entry("11348-0", Kind.PROBLEM),
                    entry("11535-2", Kind.PROBLEM),
                    entry("46241-6", Kind.PROBLEM),
                    entry("48765-2", Kind.ALLERGY),
                    entry("10160-0", Kind.MEDICATION),
                    entry("10183-2", Kind.MEDICATION),
                    entry("42346-7", Kind.MEDICATION),
                    entry("29549-3", Kind.MEDICATION),
                    entry("46240-8", Kind.ENCOUNTER),
                    entry("47519-4", Kind.PROCEDURE),
                    entry("11369-6", Kind.IMMUNIZATION),
                    entry("30954-2", Kind.RESULT),
                    entry("8716-3", Kind.VITAL_SIGN));

    private static final Set<String> WITHIN = Set.of("entryRelationship", "component", "entry");

    private static final Set<String> ACTS =
            Set.of(
                    "act",
                    "encounter",
                    "observation",
                    "organizer",
                    "procedure",
                    "substanceAdministration",
                    "supply");

    /** HL7 ActMood: what is said of a thing that has not happened. */
    private static final Map<String, String> MOODS =
            Map.of(
                    "INT", "intended",
                    "APT", "appointed",
                    "ARQ", "appointment requested",
                    "PRMS", "promised",
                    "PRP", "proposed",
                    "RQO", "ordered",
                    "GOL", "goal");

    private final CdaStatements statements;
    private final @Nullable Kind section;
    private final List<Statement> found = new ArrayList<>();

    private CdaEntries(Places places, @Nullable String sectionCode) {
        this.statements = new CdaStatements(new CdaValues(places));
        this.section = sectionCode == null ? null : SECTIONS.get(sectionCode);
    }

    static List<Statement> of(Markup entry, @Nullable String sectionCode, Places places) {
        CdaEntries reading = new CdaEntries(places, sectionCode);
        reading.visit(entry, Markup.NOTHING, false);
        if (reading.found.isEmpty() && reading.section != null) {
            reading.visit(entry, Markup.NOTHING, true);
        }
        return reading.found;
    }

    /**
     * @param within the act or organizer that the element's children stand in
     */
    private void visit(Markup element, Markup within, boolean bySection) {
        for (Markup child : element.elements().toList()) {
            if (WITHIN.contains(child.name())) {
                visit(child, within, bySection);
            } else if (isStatedAsFact(child)) {
                Kind kind = bySection ? bySection(child) : byTemplate(child);
                if (kind != null) {
                    add(kind, child, within);
                }
                if (kind == null || !bySection) {
                    visit(child, child, bySection);
                }
            }
        }
    }

    private void add(Kind kind, Markup element, Markup within) {
        Statement said = statements.of(kind, element, within);
        if (said != null) {
            found.add(said.said(references(element, within)));
        }
    }

    private static boolean isStatedAsFact(Markup element) {
        String mood = element.attribute("moodCode");
        // A medicine that a person is to take is on the list of what they take.
        boolean taken = "INT".equals(mood) && element.is("substanceAdministration");
        return mood == null || "EVN".equals(mood) || taken;
    }

    private @Nullable Kind byTemplate(Markup element) {
        Kind kind =
                element.children("templateId")
                        .map(template -> template.attribute("root"))
                        .filter(Objects::nonNull)
                        .map(TEMPLATES::get)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
        if (kind == Kind.MEDICATION && section == Kind.IMMUNIZATION
                || kind == Kind.RESULT && section == Kind.VITAL_SIGN) {
            return section;
        }
        return kind;
    }

    private @Nullable Kind bySection(Markup element) {
        String expected =
                switch (Objects.requireNonNull(section)) {
                    case PROBLEM, ALLERGY, RESULT, VITAL_SIGN -> "observation";
                    case MEDICATION, IMMUNIZATION -> "substanceAdministration";
                    case ENCOUNTER -> "encounter";
                    case PROCEDURE -> "procedure";
                };
        return element.is(expected) ? section : null;
    }

    /** What an entry says that states nothing of a known kind; for a section without narrative. */
    static List<String> lines(Markup entry, Places places) {
        CdaValues values = new CdaValues(places);
        return entry.all()
                .filter(each -> ACTS.contains(each.name()))
                .map(each -> line(each, values))
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static String line(Markup element, CdaValues values) {
        Markup product = element.at("consumable", "manufacturedProduct", "manufacturedMaterial");
        Markup code = product == Markup.NOTHING ? element.at("code") : product.at("code");
        String name = values.coded(code).name();
        String value = values.value(element.at("value"));
        if (name == null && value == null) {
            return "";
        }
        boolean denied = element.has("negationInd", "true");
        String mood = element.attribute("moodCode");
        String more =
                Plain.join(
                        ", ",
                        denied ? Statement.ABSENT : null,
                        mood == null ? null : MOODS.get(mood),
                        CdaValues.from(element.at("effectiveTime")));
        return Plain.join(": ", name, value) + (more.isEmpty() ? "" : " (" + more + ")");
    }

    /** Its own, then those of the act around it, then those of what is said more closely. */
    private static List<String> references(Markup element, Markup within) {
        Stream<Markup> own = element.elements().filter(child -> !WITHIN.contains(child.name()));
        Stream<Markup> around = Stream.of(within.at("code"), within.at("text"));
        Stream<Markup> closer = element.elements().filter(child -> WITHIN.contains(child.name()));
        return Stream.of(own, around, closer)
                .flatMap(part -> part)
                .flatMap(Markup::all)
                .filter(each -> each.is("reference"))
                .map(each -> each.attribute("value"))
                .filter(value -> value != null && value.startsWith("#"))
                .map(value -> value.substring(1))
                .distinct()
                .limit(20)
                .toList();
    }
}
