package org.carrel.launch.eval;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What an answer says to a question of yes or no.
enum Verdict {
    YES,
    NO,
    MAYBE,
    /// The documents do not say.
    SILENT,
    /// There is an answer, but none of these.
    UNCLEAR;

    /// By the answer's typed value, else by its first word.
    static Verdict of(JsonNode answer) {
        if (!answer.path("outcome").asText().equals("grounded")) {
            return SILENT;
        }
        JsonNode value = answer.path("value");
        String kind = value.path("kind").asText().toLowerCase(Locale.ROOT);
        if (kind.startsWith("yes")) {
            Verdict said = named(value.path("normalized").asText());
            if (said != UNCLEAR) {
                return said;
            }
        }
        return named(answer.path("answer").asText());
    }

    /// Of a text that is one of the words and nothing else; null for any other.
    static @Nullable Verdict exactly(String text) {
        Verdict said = named(text);
        return said != UNCLEAR && text.strip().length() <= "maybe".length() ? said : null;
    }

    /// By the first word.
    static Verdict named(String text) {
        String first = text.strip().toLowerCase(Locale.ROOT).split("[^a-z]", 2)[0];
        return switch (first) {
            case "yes", "true" -> YES;
            case "no", "false" -> NO;
            case "maybe" -> MAYBE;
            default -> UNCLEAR;
        };
    }
}
