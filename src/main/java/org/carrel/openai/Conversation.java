package org.carrel.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.carrel.problem.Problems;
import org.carrel.search.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * What was said: instructions, then turns, then the question.
 *
 * @param instructions of all system messages; empty without
 * @param turns before the question, oldest first
 */
record Conversation(String instructions, List<Turn> turns, String question) {

    Conversation {
        turns = List.copyOf(turns);
    }

    /** An earlier question and what was answered. */
    record Turn(String question, String answer) {}

    /**
     * @throws org.carrel.problem.ProblemException invalid-request for another order of roles, or
     *     unsupported for messages that are not text
     */
    static Conversation of(List<ChatRequest.Message> messages) {
        List<String> instructions = new ArrayList<>();
        List<String> said = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            String where = "messages[" + i + "]";
            ChatRequest.Message message = messages.get(i);
            if (message == null) {
                throw Problems.invalid(where, where + " is null.");
            }
            Unsupported.refuse(where + ".", message.others());
            String role = role(where, message);
            boolean instructs = role.equals("system") && said.isEmpty();
            String next = said.size() % 2 == 0 ? "user" : "assistant";
            if (!instructs && !role.equals(next)) {
                throw Problems.invalid(
                        where + ".role",
                        "After the system messages, user and assistant take turns, the user"
                                + " first.");
            }
            (instructs ? instructions : said).add(text(where + ".content", message.content()));
        }
        return of(String.join("\n", instructions), said);
    }

    private static Conversation of(String instructions, List<String> said) {
        if (said.size() % 2 == 0) {
            throw Problems.invalid("messages", "The last message must be the user's.");
        }
        List<Turn> turns = new ArrayList<>();
        for (int i = 0; i + 1 < said.size(); i += 2) {
            turns.add(new Turn(said.get(i), said.get(i + 1)));
        }
        return new Conversation(instructions, turns, said.getLast());
    }

    private static String role(String where, ChatRequest.Message message) {
        String role = Objects.requireNonNullElse(message.role(), "");
        return switch (role) {
            case "user", "assistant", "system" -> role;
            case "developer" -> "system";
            case "tool", "function" ->
                    throw Problems.unsupported(
                            where + ".role", "The model here calls no tools, so none can answer.");
            default ->
                    throw Problems.invalid(
                            where + ".role",
                            "The role must be system, developer, user or assistant.");
        };
    }

    private static String text(String where, @Nullable JsonNode content) {
        String text =
                content == null
                        ? ""
                        : content.isTextual() ? content.asText() : parts(where, content);
        if (text.isBlank()) {
            throw Problems.invalid(where, where + " holds no text.");
        }
        if (!PlainText.Check.isPrintable(text)) {
            throw Problems.invalid(
                    where,
                    where + " must not hold control characters or halves of surrogate pairs.");
        }
        return text;
    }

    private static String parts(String where, JsonNode content) {
        if (!content.isArray()) {
            throw Problems.invalid(where, where + " must be a text or a list of parts.");
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode part : content) {
            if (!part.path("type").asText().equals("text") || !part.path("text").isTextual()) {
                throw Problems.unsupported(
                        where,
                        where + " may hold parts of the type text alone: no images, no sound.");
            }
            text.append(part.path("text").asText());
        }
        return text.toString();
    }
}
