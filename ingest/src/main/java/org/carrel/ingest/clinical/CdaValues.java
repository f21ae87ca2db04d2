package org.carrel.ingest.clinical;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** HL7 version 3 data types, as they stand in CDA, in words. */
final class CdaValues {

    private final Places places;

    /**
     * @param places for concepts whose words stand in the narrative
     */
    CdaValues(Places places) {
        this.places = places;
    }

    /** CD, CE, CS: a concept. One without a code of its own is known by its translation. */
    Coded coded(Markup concept) {
        Markup from =
                Stream.concat(Stream.of(concept), concept.children("translation"))
                        .filter(each -> each.attribute("code") != null)
                        .findFirst()
                        .orElse(concept);
        String name = Plain.orNull(from.attribute("displayName"));
        if (name == null) {
            name = original(concept);
        }
        String system =
                CodeSystems.name(from.attribute("codeSystem"), from.attribute("codeSystemName"));
        return new Coded(
                name, from.attribute("code"), from.attribute("code") == null ? null : system);
    }

    private @Nullable String original(Markup concept) {
        Markup original = concept.at("originalText");
        String words = Plain.orNull(original.text());
        if (words != null) {
            return words;
        }
        String reference = original.at("reference").attribute("value");
        return reference == null || !reference.startsWith("#")
                ? null
                : places.words(reference.substring(1));
    }

    /** Any value, by its {@code xsi:type}; null when none is stated. */
    @Nullable String value(Markup value) {
        String type = value.attribute("type");
        String local = type == null ? "" : type.substring(type.indexOf(':') + 1);
        return switch (local) {
            case "CD", "CE", "CO", "CV", "CS" -> coded(value).label();
            case "IVL_PQ", "IVL_REAL", "IVL_INT" -> interval(value);
            case "RTO", "RTO_PQ_PQ" ->
                    Plain.orNull(
                            Plain.join(
                                    "/",
                                    quantity(value.at("numerator")),
                                    quantity(value.at("denominator"))));
            case "TS" -> Hl7Time.iso(value.attribute("value"));
            case "IVL_TS" -> Plain.orNull(Plain.join(" to ", from(value), to(value)));
            default -> {
                String stated = quantity(value);
                yield stated == null ? Plain.orNull(value.text()) : stated;
            }
        };
    }

    /** PQ, REAL, INT, BL: a number with its unit. */
    static @Nullable String quantity(Markup quantity) {
        String number = quantity.attribute("value");
        String unit = quantity.attribute("unit");
        return number == null ? null : Plain.join(" ", number, "1".equals(unit) ? null : unit);
    }

    private static @Nullable String interval(Markup interval) {
        String low = quantity(interval.at("low"));
        String high = quantity(interval.at("high"));
        if (low != null && high != null) {
            return low + " to " + high;
        }
        if (low != null) {
            return (interval.at("low").has("inclusive", "false") ? "> " : ">= ") + low;
        }
        if (high != null) {
            return (interval.at("high").has("inclusive", "false") ? "< " : "<= ") + high;
        }
        return quantity(interval);
    }

    /** When it began, or the one time at which it was. */
    static @Nullable String from(Markup time) {
        String low = Hl7Time.iso(time.at("low").attribute("value"));
        if (low != null) {
            return low;
        }
        String one = Hl7Time.iso(time.attribute("value"));
        // Interval with no start and an end is not one time.
        boolean ends = time.at("high").attribute("value") != null;
        return one != null && !ends ? one : Hl7Time.iso(time.at("center").attribute("value"));
    }

    static @Nullable String to(Markup time) {
        return Hl7Time.iso(time.at("high").attribute("value"));
    }

    /** PN, EN: a person's or an organization's name. */
    static String name(Markup name) {
        List<String> parts = new ArrayList<>();
        for (String part : List.of("prefix", "given", "family", "suffix")) {
            name.children(part).map(Markup::text).forEach(parts::add);
        }
        String joined = Plain.join(" ", parts.toArray(String[]::new));
        return joined.isEmpty() ? name.text() : joined;
    }
}
