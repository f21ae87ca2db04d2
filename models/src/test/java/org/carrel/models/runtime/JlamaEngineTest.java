package org.carrel.models.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tjake.jlama.safetensors.DType;
import com.github.tjake.jlama.safetensors.SafeTensorSupport;
import com.github.tjake.jlama.safetensors.WeightLoader;
import com.github.tjake.jlama.tensor.AbstractTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JlamaEngineTest {

    private static final int LONGEST = 64;

    @TempDir private Path temp;

    /** Weights in 32 bits are multiplied in 32 bits: what differs is rounding alone. */
    @ParameterizedTest
    @CsvSource({"256, 8, 4, 256", "128, 4, 4, 256", "512, 8, 2, 512"})
    void scoresOfFullWeightsAreTheReferences(
            int hidden, int heads, int keyValueHeads, int feedForward) throws IOException {
        Random random = seeded();
        SmallModel model =
                SmallModel.random(hidden, heads, keyValueHeads, feedForward, 128, random);
        model.write(temp, SmallModel.Form.F32);
        assertScores(temp, model, random, 1e-4);
    }

    /** BF16 weights meet BF16 activations of 8 bits: about 2 to the -8 a product. */
    @Test
    void scoresOfHalfWeightsAreNearTheReferences() throws IOException {
        Random random = seeded();
        SmallModel model = SmallModel.random(256, 8, 4, 256, 128, random);
        model.write(temp, SmallModel.Form.BF16);
        assertScores(temp, model, random, 3e-2);
    }

    /**
     * Weights as the importer writes them. A width of 512 lets Jlama round activations to 8 bits, a
     * width of 256 does not and is exact.
     */
    @ParameterizedTest
    @CsvSource({"256, 8, 4, 256, 1e-4", "512, 8, 2, 512, 6e-2"})
    void scoresOfFourBitWeightsAreNearTheReferences(
            int hidden, int heads, int keyValueHeads, int feedForward, double tolerance)
            throws IOException {
        Random random = seeded();
        SmallModel model =
                SmallModel.random(hidden, heads, keyValueHeads, feedForward, 128, random);
        Path full = temp.resolve("full");
        model.write(full, SmallModel.Form.F32);
        Files.writeString(full.resolve("README.md"), "---\n---\n");
        Path small = temp.resolve("small");
        SafeTensorSupport.quantizeModel(
                full,
                DType.Q4,
                new String[] {"embed_tokens", "norm"},
                new String[0],
                Optional.of(small));
        readBack(small, model);
        assertScores(small, model, random, tolerance);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 6, 23, 43})
    void sharedPrefixIsReadOnceAndChangesNothing(int shared) throws IOException {
        Random random = seeded();
        SmallModel.random(256, 8, 4, 256, 128, random).write(temp, SmallModel.Form.F32);
        int[] first = tokens(random, 60);
        int[] second = tokens(random, 57);
        System.arraycopy(first, 0, second, 0, shared);
        try (JlamaEngine fresh = JlamaEngine.load(temp, 2);
                JlamaEngine used = JlamaEngine.load(temp, 2)) {
            fresh.read(new PromptTokens(second, shared), () -> false);
            used.read(new PromptTokens(first, shared), () -> false);
            used.read(first[0]);
            AtomicInteger chunks = new AtomicInteger();
            used.read(new PromptTokens(second, shared), () -> chunks.incrementAndGet() < 0);
            assertEquals(PromptChunks.of(second.length - shared).length, chunks.get());
            assertArrayEquals(fresh.scores(), used.scores());
        }
    }

    @Test
    void longPromptStopsBetweenChunks() throws IOException {
        SmallModel.random(128, 4, 4, 128, 128, seeded()).write(temp, SmallModel.Form.F32);
        AtomicInteger asked = new AtomicInteger();
        try (JlamaEngine engine = JlamaEngine.load(temp, 2)) {
            int[] prompt = tokens(seeded(), 90);
            assertEquals(
                    Optional.empty(),
                    engine.read(new PromptTokens(prompt, 0), () -> asked.incrementAndGet() == 2));
            assertEquals(2, asked.get());
            // A prompt that was left half read does not shine through into the next.
            engine.read(new PromptTokens(prompt, 30), () -> false);
            float[] after = engine.scores();
            engine.read(new PromptTokens(prompt, 0), () -> false);
            assertArrayEquals(after, engine.scores());
        }
    }

    @ParameterizedTest
    @EnumSource(SmallModel.Form.class)
    void lastPositionOfTheContextCanBeRead(SmallModel.Form form) throws IOException {
        SmallModel.random(256, 8, 4, 256, 64, seeded()).write(temp, form);
        int context = ModelFolder.read(temp).description().contextLength();
        assertEquals(64 - 2 * 3, context);
        try (JlamaEngine engine = JlamaEngine.load(temp, 2)) {
            Optional<Integer> next =
                    engine.read(new PromptTokens(tokens(seeded(), context - 1), 0), () -> false);
            assertTrue(engine.read(next.orElseThrow()) >= 0);
        }
    }

    private static void assertScores(
            Path folder, SmallModel model, Random random, double tolerance) {
        int[] tokens = tokens(random, LONGEST + 4);
        double[][] expected = new ReferenceLlama(model).scores(tokens);
        double worst = 0;
        try (JlamaEngine engine = JlamaEngine.load(folder, 2)) {
            for (int length = 1; length <= LONGEST; length++) {
                int[] prompt = Arrays.copyOf(tokens, length);
                engine.read(new PromptTokens(prompt, 0), () -> false);
                worst = Math.max(worst, difference(expected[length - 1], engine.scores()));
            }
            for (int next = LONGEST; next < tokens.length; next++) {
                engine.read(tokens[next]);
                worst = Math.max(worst, difference(expected[next], engine.scores()));
            }
        }
        System.out.printf("largest difference %.2e, allowed %.0e%n", worst, tolerance);
        assertTrue(worst <= tolerance, "largest difference " + worst);
    }

    /** The largest difference, as a part of the largest score. */
    private static double difference(double[] expected, float[] actual) {
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        double difference = 0;
        for (int i = 0; i < expected.length; i++) {
            difference = Math.max(difference, Math.abs(expected[i] - actual[i]));
        }
        return difference / largest;
    }

    /** Replaces the weights by what four bits left of them. */
    private static void readBack(Path folder, SmallModel model) {
        WeightLoader loader = SafeTensorSupport.loadWeights(folder.toFile());
        model.weights()
                .replaceAll((name, rows) -> {
                    AbstractTensor stored = loader.load(name);
                    double[][] read = new double[rows.length][rows[0].length];
                    for (int r = 0; r < rows.length; r++) {
                        for (int c = 0; c < rows[r].length; c++) {
                            read[r][c] = stored.get(r, c);
                        }
                    }
                    return read;
                });
    }

    private static int[] tokens(Random random, int count) {
        return random.ints(count, 0, SmallVocabulary.SIZE).toArray();
    }

    private static Random seeded() {
        long seed = Long.getLong("carrel.seed", 20_250_711);
        System.out.println("carrel.seed=" + seed);
        return new Random(seed);
    }
}
