package org.carrel.ingest.clinical;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** FHIR's data types in words. */
final class FhirValues {

    private static final Pattern DATE =
            Pattern.compile(
                    "\\d{4}(?:-\\d{2}(?:-\\d{2}(?:T[\\d:.]{5,20}(?:Z|[+-]\\d{2}:\\d{2})?)?)?)?");

    private FhirValues() {}

    /** Null when it is not there, or blank. */
    static @Nullable String text(JsonNode node) {
        return node.isValueNode() && !node.isNull() ? Plain.orNull(node.asText()) : null;
    }

    /** The first of the fields that is there, as text. */
    static @Nullable String first(JsonNode node, String... fields) {
        for (String field : fields) {
            String text = text(node.path(field));
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    static @Nullable String date(JsonNode node, String... fields) {
        for (String field : fields) {
            String text = text(node.path(field));
            if (text != null && DATE.matcher(text).matches()) {
                return text;
            }
        }
        return null;
    }

    /** CodeableConcept: as its author put it, with the first code that has a system. */
    static Coded concept(JsonNode concept) {
        String name = text(concept.path("text"));
        Coded coded = Coded.NONE;
        for (JsonNode coding : concept.path("coding")) {
            Coded next = coding(coding);
            if (coded.code() == null && next.code() != null) {
                coded = new Coded(coded.name(), next.code(), next.system());
            }
            if (coded.name() == null && next.name() != null) {
                coded = new Coded(next.name(), coded.code(), coded.system());
            }
        }
        return name == null ? coded : new Coded(name, coded.code(), coded.system());
    }

    static Coded coding(JsonNode coding) {
        String code = text(coding.path("code"));
        String system = CodeSystems.name(text(coding.path("system")), null);
        return new Coded(text(coding.path("display")), code, code == null ? null : system);
    }

    /** The code alone, such as {@code active}; null when there is none. */
    static @Nullable String code(JsonNode concept) {
        String code = text(concept.path("coding").path(0).path("code"));
        return code == null ? text(concept.path("text")) : code;
    }

    static @Nullable String quantity(JsonNode quantity) {
        String value = text(quantity.path("value"));
        String unit = first(quantity, "unit", "code");
        return value == null
                ? null
                : Plain.join(
                        " ",
                        text(quantity.path("comparator")),
                        value,
                        "1".equals(unit) ? null : unit);
    }

    /** Whichever {@code value[x]} there is. */
    static @Nullable String value(JsonNode holder) {
        if (holder.has("valueQuantity")) {
            return quantity(holder.path("valueQuantity"));
        }
        if (holder.has("valueCodeableConcept")) {
            return concept(holder.path("valueCodeableConcept")).label();
        }
        if (holder.has("valueRange")) {
            return range(holder.path("valueRange"));
        }
        if (holder.has("valueRatio")) {
            JsonNode ratio = holder.path("valueRatio");
            String above = quantity(ratio.path("numerator"));
            return Plain.orNull(Plain.join("/", above, quantity(ratio.path("denominator"))));
        }
        if (holder.has("valuePeriod")) {
            JsonNode period = holder.path("valuePeriod");
            return Plain.orNull(Plain.join(" to ", date(period, "start"), date(period, "end")));
        }
        return first(
                holder,
                "valueString",
                "valueBoolean",
                "valueInteger",
                "valueDateTime",
                "valueTime");
    }

    static @Nullable String range(JsonNode range) {
        String low = quantity(range.path("low"));
        String high = quantity(range.path("high"));
        if (low != null && high != null) {
            return low + " to " + high;
        }
        return low != null ? ">= " + low : high != null ? "<= " + high : null;
    }

    /** HumanName: the official one of several. */
    static @Nullable String person(JsonNode names) {
        JsonNode chosen = names.path(0);
        for (JsonNode name : names) {
            if (name.path("use").asText("").equals("official")) {
                chosen = name;
                break;
            }
        }
        List<String> parts = new ArrayList<>();
        for (String part : List.of("prefix", "given")) {
            chosen.path(part).forEach(each -> parts.add(each.asText("")));
        }
        parts.add(chosen.path("family").asText(""));
        chosen.path("suffix").forEach(each -> parts.add(each.asText("")));
        String joined = Plain.join(" ", parts.toArray(String[]::new));
        return joined.isEmpty() ? text(chosen.path("text")) : joined;
    }

    static @Nullable String address(JsonNode address) {
        String text = text(address.path("text"));
        if (text != null) {
            return text;
        }
        List<String> parts = new ArrayList<>();
        address.path("line").forEach(each -> parts.add(each.asText("")));
        for (String part : List.of("city", "state", "postalCode", "country")) {
            parts.add(address.path(part).asText(""));
        }
        return Plain.orNull(Plain.join(", ", parts.toArray(String[]::new)));
    }
}
