package org.carrel.models.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.carrel.models.Reranker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxRerankerTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir private Path folder;

    @Test
    void readsQuestionAndPassageTogether() throws IOException {
        TinyCrossEncoder.write(folder);
        try (Reranker reranker = open()) {
            double[] scores =
                    reranker.scores(
                                    "Who repairs the roof?",
                                    List.of(
                                            "Lunch is served.",
                                            "The landlord repairs the roof.",
                                            "The tenant pays."),
                                    PATIENCE)
                            .orElseThrow();
            assertEquals(3, scores.length);
            // [SEP] ends both; then "the" twice, "repairs", "roof".
            double separator = scores[0];
            assertEquals(separator + 4, scores[1]);
            assertEquals(separator + 1, scores[2]);
        }
    }

    @Test
    void aPassageScoresTheSameAmongOthersAsAlone() throws IOException {
        TinyCrossEncoder.write(folder);
        try (Reranker reranker = open()) {
            List<String> passages = List.of("the roof", "a roof", "roof ".repeat(2_000));
            double[] together = reranker.scores("the roof", passages, PATIENCE).orElseThrow();
            for (int i = 0; i < together.length; i++) {
                assertArrayEquals(
                        new double[] {together[i]},
                        reranker.scores("the roof", passages.subList(i, i + 1), PATIENCE)
                                .orElseThrow());
            }
        }
    }

    @Test
    void whatIsNotReadyInTimeIsLeftOut() throws IOException {
        TinyCrossEncoder.write(folder);
        try (Reranker reranker = open()) {
            assertEquals(
                    Optional.empty(),
                    reranker.scores(
                            "roof",
                            Collections.nCopies(500, "roof ".repeat(2_000)),
                            Duration.ofNanos(1)));
            assertTrue(reranker.scores("roof", List.of("a roof"), PATIENCE).isPresent());
        }
    }

    @Test
    void aFolderWithoutItsFilesIsRefused() throws IOException {
        TinyCrossEncoder.write(folder);
        Files.delete(folder.resolve("tokenizer.json"));
        assertRefused("has no tokenizer.json");
    }

    @Test
    void anotherInputIsRefused() throws IOException {
        TinyCrossEncoder.write(folder, "pixel_values", 2);
        assertRefused("has the input pixel_values");
    }

    @Test
    void moreThanOneNumberIsRefused() throws IOException {
        TinyCrossEncoder.write(folder, "token_type_ids", 1);
        assertRefused("must give one number");
    }

    @Test
    void aFileThatIsNoModelIsRefused() throws IOException {
        TinyCrossEncoder.write(folder);
        Files.writeString(folder.resolve("model.onnx"), "no model");
        assertRefused("model.onnx of");
    }

    @Test
    void aFileThatIsNoTokenizerIsRefused() throws IOException {
        TinyCrossEncoder.write(folder);
        Files.writeString(folder.resolve("tokenizer.json"), "{}");
        assertRefused("tokenizer.json of");
    }

    private void assertRefused(String why) {
        String message =
                String.valueOf(assertThrows(UnusableModelException.class, this::open).getMessage());
        assertTrue(message.contains(why), message);
        assertTrue(message.contains(folder.toString()), message);
    }

    private Reranker open() {
        return Models.openReranker(folder, new RuntimeSettings(folder, 1, 2, 1));
    }
}
