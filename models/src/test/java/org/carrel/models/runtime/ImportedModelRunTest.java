package org.carrel.models.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.nio.file.Path;
import org.carrel.models.MadeFolder;
import org.carrel.models.MadeLlama;
import org.carrel.models.ModelImport;
import org.carrel.models.ModelSource;
import org.carrel.models.PlainForward;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Imported toys in the runtime that answers questions, against a forward pass in double precision.
 * The weights are exact; what differs is that the runtime rounds activations to 8 bits.
 */
class ImportedModelRunTest {

    private static final int[] TOKENS = {1, 260, 17, 301, 333, 12, 270};
    private static final double ROUNDED_ACTIVATIONS = 0.04;

    @TempDir private Path folder;

    private final MadeLlama made = new MadeLlama(2026);

    @ParameterizedTest
    @ValueSource(strings = {"llama", "mistral"})
    void llamaAndMistralAgree(String type) throws IOException {
        MadeFolder source = new MadeFolder(made);
        source.config.put("model_type", type);
        assertAgree(new PlainForward(made), source);
    }

    @Test
    void aTiedModelAgrees() throws IOException {
        made.tie();
        MadeFolder source = new MadeFolder(made);
        source.config.put("tie_word_embeddings", true);
        source.tensors.remove("lm_head.weight");
        assertAgree(new PlainForward(made), source);
    }

    @Test
    void aGraniteAgreesWithItsFactors() throws IOException {
        MadeFolder source = new MadeFolder(made);
        source.config
                .put("model_type", "granite")
                .put("embedding_multiplier", 4.0)
                .put("residual_multiplier", 0.22)
                .put("attention_multiplier", 0.0625)
                .put("logits_scaling", 6.0);
        assertAgree(new PlainForward(made, new PlainForward.Factors(4, 0.22, 0.0625, 6)), source);
    }

    private void assertAgree(PlainForward plain, MadeFolder source) throws IOException {
        Path imported =
                ModelImport.unpinned(
                                "mine",
                                ModelSource.detect(source.write(folder.resolve("source"))),
                                folder.resolve("models"),
                                (stage, done, total) -> {})
                        .folder();
        assertEquals("mine", ModelFolder.read(imported).description().name());
        double[] expected = plain.logits(TOKENS);
        float[] actual = scores(imported);
        double widest = 0;
        for (double value : expected) {
            widest = Math.max(widest, Math.abs(value));
        }
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i], ROUNDED_ACTIVATIONS * widest, "token " + i);
        }
    }

    private static float[] scores(Path imported) {
        try (LlamaEngine engine = LlamaEngine.load(imported, 1, LlamaWeights.Products.OWN)) {
            float[] scores = engine.readPrompt(TOKENS, 0, engine.newKeyValues(), () -> false);
            assertNotNull(scores);
            return scores;
        }
    }
}
