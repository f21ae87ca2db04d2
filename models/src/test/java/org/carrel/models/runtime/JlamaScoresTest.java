package org.carrel.models.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.github.tjake.jlama.safetensors.DType;
import java.io.IOException;
import java.nio.file.Path;
import org.carrel.models.MadeFolder;
import org.carrel.models.MadeImport;
import org.carrel.models.MadeLlama;
import org.carrel.models.ModelImport;
import org.carrel.models.ModelSource;
import org.carrel.models.PlainForward;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What Jlama itself computes with an imported toy, by its own loop and attention, against a plain
 * forward pass in double precision and against Carrel's loop with either one's products.
 */
class JlamaScoresTest {

    private static final int[] TOKENS = {1, 260, 17, 301, 333};

    /** All in F32: the order of sums. */
    private static final double SUMMING = 1e-3;

    /** Own products round activations to 8 bits. */
    private static final double ROUNDED_ACTIVATIONS = 0.04;

    @TempDir private Path folder;

    private final MadeLlama made = new MadeLlama(2026);

    @ParameterizedTest
    @EnumSource
    void aGgufAgrees(Products products) throws IOException {
        Path imported = MadeImport.imported(made, folder);
        assertAgree(new PlainForward(made), imported, products);
    }

    @ParameterizedTest
    @EnumSource
    void aTiedModelMultipliesWithItsEmbedding(Products products) throws IOException {
        MadeLlama tied = new MadeLlama(7);
        tied.tie();
        MadeFolder source = new MadeFolder(tied);
        source.config.put("tie_word_embeddings", true);
        source.tensors.remove("lm_head.weight");
        assertAgree(new PlainForward(tied), imported(source), products);
    }

    @Test
    void aGranitesFactorsAreInItsWeights() throws IOException {
        MadeFolder granite = new MadeFolder(made);
        granite.config
                .put("model_type", "granite")
                .put("embedding_multiplier", 4.0)
                .put("residual_multiplier", 0.22)
                .put("attention_multiplier", 0.0625)
                .put("logits_scaling", 6.0);
        PlainForward.Factors factors = new PlainForward.Factors(4, 0.22, 0.0625, 6);
        assertAgree(new PlainForward(made, factors), imported(granite), Products.OWN);
    }

    private Path imported(MadeFolder source) throws IOException {
        return ModelImport.unpinned(
                        "mine",
                        ModelSource.detect(source.write(folder.resolve("source"))),
                        folder.resolve("models"),
                        (stage, done, total) -> {})
                .folder();
    }

    private void assertAgree(PlainForward plain, Path imported, Products products)
            throws IOException {
        float[] jlama = jlama(imported);
        double[] expected = plain.logits(TOKENS);
        assertNear(expected, jlama, SUMMING);
        for (int i = 0; i < jlama.length; i++) {
            expected[i] = jlama[i];
        }
        double tolerance = products == Products.OWN ? ROUNDED_ACTIVATIONS : SUMMING;
        assertNear(expected, carrel(imported, products), tolerance);
    }

    private float[] jlama(Path imported) throws IOException {
        try (JlamaBaseline jlama =
                JlamaBaseline.load(imported, folder.resolve("work"), 1, DType.F32)) {
            jlama.read(TOKENS);
            return jlama.scores();
        }
    }

    private static float[] carrel(Path imported, Products products) {
        try (LlamaEngine engine = LlamaEngine.load(imported, 1, null, weights -> products)) {
            float[] scores = engine.readPrompt(TOKENS, 0, engine.newKeyValues(), () -> false);
            assertNotNull(scores);
            return scores;
        }
    }

    private static void assertNear(double[] expected, float[] actual, double tolerance) {
        assertEquals(expected.length, actual.length);
        double widest = 0;
        for (double value : expected) {
            widest = Math.max(widest, Math.abs(value));
        }
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i], tolerance * widest, "token " + i);
        }
    }
}
