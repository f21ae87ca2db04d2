package org.carrel.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import org.carrel.problem.Problems;

/** Fields of OpenAI's API that are not read here: refused, unless they ask for nothing. */
final class Unsupported {

    private static final String NAME = "[a-z_]{1,40}";

    /** Values, as JSON, that are the same as leaving the field out. */
    private static final Map<String, Set<String>> NEUTRAL =
            Map.of(
                    "service_tier", Set.of("\"auto\"", "\"default\""),
                    "tool_choice", Set.of("\"auto\"", "\"none\""),
                    "function_call", Set.of("\"auto\"", "\"none\""),
                    "parallel_tool_calls", Set.of("true"),
                    "response_format", Set.of("{\"type\":\"text\"}"),
                    "modalities", Set.of("[\"text\"]"));

    private Unsupported() {}

    /**
     * @param where the object that they stand in, such as {@code messages[0].}; empty for the body
     * @throws org.carrel.problem.ProblemException unsupported
     */
    static void refuse(String where, Map<String, JsonNode> fields) {
        fields.forEach((name, value) -> {
            if (!asksNothing(name, value)) {
                throw refused(where, name);
            }
        });
    }

    private static boolean asksNothing(String name, JsonNode value) {
        return value.isNull()
                || value.isBoolean() && !value.booleanValue()
                || value.isNumber() && value.doubleValue() == 0
                || value.isContainerNode() && value.isEmpty()
                || NEUTRAL.getOrDefault(name, Set.of()).contains(value.toString());
    }

    private static RuntimeException refused(String where, String name) {
        // Only what looks like a field is said again: a name can hold anything.
        String field = where + (name.matches(NAME) ? name : "?");
        return Problems.unsupported(
                field, "The field " + field + " asks for what is not done here; leave it out.");
    }
}
