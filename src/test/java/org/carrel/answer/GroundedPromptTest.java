package org.carrel.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.function.Consumer;
import org.carrel.models.Generation;
import org.carrel.models.LanguageModel;
import org.carrel.models.ModelDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroundedPromptTest {

    private static final List<Citation> QUOTES =
            List.of(
                    Citation.ofNoDocument("one two three four five"),
                    Citation.ofNoDocument("six seven eight nine ten"),
                    Citation.ofNoDocument("eleven twelve thirteen fourteen fifteen"));

    /** Five words a quote; question and template take four, the answer ten. */
    @ParameterizedTest
    @CsvSource({"100, 15, 3", "100, 12, 2", "29, 100, 3", "28, 100, 2", "23, 100, 1", "5, 100, 1"})
    void quotesBeyondBudgetOrContextAreLeftOut(int context, int evidence, int quotes) {
        GroundedPrompt prompt =
                GroundedPrompt.of(new Words(context), "who says it", QUOTES, evidence, 10);
        assertEquals(List.of(0, 1, 2).subList(0, quotes), prompt.quotes());
        assertEquals(quotes + 2, prompt.text().lines().count());
    }

    @Test
    void theQuestionStandsLast() {
        String text = GroundedPrompt.of(new Words(100), "who", QUOTES, 5, 10).text();
        assertEquals("one two three four five\n\nwho", text);
    }

    /** Counts words; its template is one. */
    private record Words(int context) implements LanguageModel {

        @Override
        public ModelDescription description() {
            return new ModelDescription("words", "", context);
        }

        @Override
        public int countTokens(String text) {
            return text.isBlank() ? 0 : text.strip().split("\\s+").length;
        }

        @Override
        public String asRead(Prompt prompt) {
            return "user: " + prompt.user();
        }

        @Override
        public Generation generate(Request request, Consumer<String> onText) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
