package org.carrel.compliance;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * As much JSON as an entry needs: objects, arrays, strings and whole numbers, written as RFC 8785
 * (JSON Canonicalization Scheme) says. Members stand in the order of their names' UTF-16 code
 * units, which is the order of {@link String#compareTo}; no white space; strings escape only what
 * they must.
 */
sealed interface Json {

    /** A string. */
    record Text(String value) implements Json {}

    /** A whole number, at most 2^53 - 1 from zero. */
    record Whole(long value) implements Json {}

    /** An array. */
    record Items(List<Json> values) implements Json {

        public Items {
            values = List.copyOf(values);
        }
    }

    /** An object. */
    record Members(Map<String, Json> values) implements Json {

        public Members {
            values = Collections.unmodifiableMap(new TreeMap<>(values));
        }

        static Members ofTexts(Map<String, String> texts) {
            var values = new TreeMap<String, Json>();
            texts.forEach((name, value) -> values.put(name, new Text(value)));
            return new Members(values);
        }
    }

    /** The canonical text. */
    default String canonical() {
        var out = new StringBuilder();
        write(this, out);
        return out.toString();
    }

    private static void write(Json json, StringBuilder out) {
        switch (json) {
            case Text text -> quote(text.value(), out);
            case Whole whole -> out.append(whole.value());
            case Items items -> {
                char before = '[';
                for (Json item : items.values()) {
                    write(item, out.append(before));
                    before = ',';
                }
                out.append(items.values().isEmpty() ? "[]" : "]");
            }
            case Members members -> {
                char before = '{';
                for (var member : members.values().entrySet()) {
                    out.append(before);
                    quote(member.getKey(), out);
                    write(member.getValue(), out.append(':'));
                    before = ',';
                }
                out.append(members.values().isEmpty() ? "{}" : "}");
            }
        }
    }

    // RFC 8785, 3.2.2.2.
    private static void quote(String value, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < 0x20) {
                        out.append("\\u00").append(c < 0x10 ? '0' : '1');
                        out.append(Character.forDigit(c & 0xF, 16));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
