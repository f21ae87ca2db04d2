package org.carrel.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.carrel.models.EmbeddingModel;
import org.carrel.models.Generation.Finish;
import org.carrel.models.LanguageModel;
import org.carrel.models.ModelDescription;
import org.junit.jupiter.api.Test;

class GroundedTrialTest {

    private static final String QUESTION = "What is the monthly rent?";
    private static final List<String> EVIDENCE =
            List.of(
                    "The Tenant shall pay a monthly rent of $4,250.",
                    "A late charge of $75 applies after the fifth day.");

    private final GroundedTrial trial = new GroundedTrial(new AllAlike(), config());

    @Test
    void thePromptIsTheProductsOwn() {
        LanguageModel.Prompt prompt = trial.prompt(QUESTION, EVIDENCE);
        assertEquals(
                """
                The Tenant shall pay a monthly rent of $4,250.
                A late charge of $75 applies after the fifth day.

                What is the monthly rent?\
                """,
                prompt.user());
        assertEquals("", prompt.system());
        assertEquals(64, trial.limits().maxTokens());
        assertTrue(trial.limits().stops().contains("\n"));
    }

    @Test
    void whatTheEvidenceDoesNotCarryIsCounted() {
        assertEquals(
                checked(1, "The monthly rent is $4,250."),
                checked("The monthly rent is $4,250. The monthly rent is $5,250.", Finish.STOP));
        assertEquals(
                checked(0, "The late charge is $75."),
                checked(" The late charge is $75. The monthly rent of", Finish.LENGTH));
        assertEquals(
                checked(0, "The monthly rent is $4,250"),
                checked("The monthly rent is $4,250", Finish.STOP));
        assertEquals(checked(1), checked("The rent is paid by Umbra Holdings.", Finish.STOP));
        assertEquals(checked(0), checked("", Finish.STOP));
    }

    @Test
    void aTextThatGoesInCirclesCountsUpToThere() {
        String again = "The monthly rent is $4,250. ";
        assertEquals(
                checked(0, "The monthly rent is $4,250."),
                checked(again.repeat(5) + "The monthly rent is $1.", Finish.STOP));
    }

    /** Evidence that is copied word for word must get full marks, or the question is at fault. */
    @Test
    void theSampleIsAnsweredByItsOwnEvidence() throws IOException {
        Set<String> ids = new HashSet<>();
        Map<String, Integer> domains = new HashMap<>();
        List<String> faulty = new ArrayList<>();
        for (JsonNode item : sample()) {
            ids.add(item.path("id").asText());
            domains.merge(item.path("domain").asText(), 1, Integer::sum);
            if (!isAnsweredByItsFirstSentence(item)) {
                faulty.add(item.path("id").asText());
            }
        }
        assertEquals(List.of(), faulty);
        assertEquals(48, ids.size());
        assertEquals(Map.of("contract", 24, "clinical", 24), domains);
    }

    private boolean isAnsweredByItsFirstSentence(JsonNode item) {
        List<String> evidence = item.path("evidence").valueStream().map(JsonNode::asText).toList();
        String first = evidence.getFirst();
        String said = first.toLowerCase(Locale.ROOT);
        return trial.checked(item.path("question").asText(), evidence, first, Finish.STOP)
                        .supported()
                        .equals(List.of(first))
                && item.path("expected").size() > 0
                && item.path("expected")
                        .valueStream()
                        .allMatch(
                                any -> any.valueStream().anyMatch(a -> said.contains(a.asText())));
    }

    private static JsonNode sample() throws IOException {
        try (InputStream in = GroundedTrial.class.getResourceAsStream("/evaluation/sample.json")) {
            return new ObjectMapper().readTree(in);
        }
    }

    private GroundedTrial.Checked checked(String written, Finish finish) {
        return trial.checked(QUESTION, EVIDENCE, written, finish);
    }

    private static GroundedTrial.Checked checked(int unsupported, String... supported) {
        return new GroundedTrial.Checked(List.of(supported), unsupported);
    }

    private static AnswerConfig config() {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(AnswerConfig.class)
                .build()
                .getConfigMapping(AnswerConfig.class);
    }

    /** Every text means the same, so that the other rules decide. */
    private record AllAlike() implements EmbeddingModel {

        @Override
        public ModelDescription description() {
            return new ModelDescription("alike", "0".repeat(64), 512);
        }

        @Override
        public int countTokens(String text) {
            return text.length();
        }

        @Override
        public int dimensions() {
            return 1;
        }

        @Override
        public float[] embedQuery(String question) {
            return new float[] {1};
        }

        @Override
        public List<float[]> embedPassages(List<String> passages) {
            return passages.stream().map(passage -> new float[] {1}).toList();
        }

        @Override
        public void close() {}
    }
}
