package org.carrel.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The turns of a conversation, which go along with its next question: the server keeps none.
final class Conversation {
    /// The server takes no more, and no longer ones.
    private static final int MOST = 10;

    private static final int LONGEST_ANSWER = 8_000;

    private final ArrayNode turns = Json.MAPPER.createArrayNode();

    /// @param file a JSON array of `{question, answer}`; a new conversation if there is none
    static Conversation read(Path file) {
        Conversation conversation = new Conversation();
        if (!Files.exists(file)) {
            return conversation;
        }
        try {
            for (JsonNode turn : Json.MAPPER.readTree(Files.readString(file))) {
                conversation.add(turn.path("question").asText(), turn.path("answer").asText());
            }
            return conversation;
        } catch (IOException e) {
            throw new LaunchFailure(file + " is no list of questions and answers in JSON");
        }
    }

    void goWith(ObjectNode question) {
        if (!turns.isEmpty()) {
            question.set("history", turns.deepCopy());
        }
    }

    void add(String question, String answer) {
        if (turns.size() == MOST) {
            turns.remove(0);
        }
        turns.addObject()
                .put("question", question)
                .put("answer", answer.substring(0, Math.min(answer.length(), LONGEST_ANSWER)));
    }

    void write(Path file) {
        try {
            Files.writeString(file, turns.toPrettyString() + "\n");
        } catch (IOException e) {
            throw new LaunchFailure(file + " cannot be written");
        }
    }
}
