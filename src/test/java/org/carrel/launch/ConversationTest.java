package org.carrel.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConversationTest {

    @TempDir Path folder;

    @Test
    void itGoesWithTheNextQuestionAndOutlivesTheCommand() {
        Path file = folder.resolve("turns.json");
        Conversation conversation = Conversation.read(file);
        assertFalse(asked(conversation).has("history"));
        conversation.add("What is the fee?", "$12,000");
        conversation.write(file);

        ObjectNode question = asked(Conversation.read(file));
        assertEquals("What is the fee?", question.at("/history/0/question").asText());
        assertEquals("$12,000", question.at("/history/0/answer").asText());
    }

    @Test
    void itHoldsNoMoreThanTheServerTakes() {
        Conversation conversation = Conversation.read(folder.resolve("none.json"));
        for (int i = 0; i < 12; i++) {
            conversation.add("Question " + i, "x".repeat(10_000));
        }
        ObjectNode question = asked(conversation);
        assertEquals(10, question.path("history").size());
        assertEquals("Question 2", question.at("/history/0/question").asText());
        assertEquals(8_000, question.at("/history/0/answer").asText().length());
    }

    @Test
    void aFileThatIsNoConversationIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("turns.json"), "{nonsense");
        assertThrows(LaunchFailure.class, () -> Conversation.read(file));
    }

    private static ObjectNode asked(Conversation conversation) {
        ObjectNode question = Json.MAPPER.createObjectNode();
        conversation.goWith(question);
        return question;
    }
}
