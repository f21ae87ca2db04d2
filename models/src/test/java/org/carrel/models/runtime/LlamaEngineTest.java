package org.carrel.models.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tjake.jlama.safetensors.DType;
import com.github.tjake.jlama.safetensors.SafeTensorSupport;
import com.github.tjake.jlama.safetensors.WeightLoader;
import com.github.tjake.jlama.tensor.AbstractTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LlamaEngineTest {

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

    /** Narrower and wider than the hidden size shared by the heads. */
    @ParameterizedTest
    @CsvSource({"256, 4, 2, 32", "128, 4, 2, 64"})
    void headsMayHaveASizeOfTheirOwn(int hidden, int heads, int keyValueHeads, int headSize)
            throws IOException {
        Random random = seeded();
        SmallModel model =
                SmallModel.random(hidden, heads, keyValueHeads, headSize, 256, 128, random);
        model.write(temp.resolve("full"), SmallModel.Form.F32);
        assertScores(temp.resolve("full"), model, random, 1e-4);
        model.onFourBits().write(temp.resolve("packed"), SmallModel.Form.PACKED);
        assertScores(temp.resolve("packed"), model, random, 6e-2);
    }

    @Test
    void scoresOfHalfWeightsAreTheReferences() throws IOException {
        Random random = seeded();
        SmallModel model = SmallModel.random(256, 8, 4, 256, 128, random);
        model.write(temp, SmallModel.Form.BF16);
        assertScores(temp, model, random, 1e-4);
    }

    /** Weights as the importer writes them, activations of 8 bits. */
    @ParameterizedTest
    @CsvSource({"256, 8, 4, 256", "512, 8, 2, 512", "512, 4, 1, 384", "96, 3, 3, 160"})
    void scoresOfFourBitWeightsAreNearTheReferences(
            int hidden, int heads, int keyValueHeads, int feedForward) throws IOException {
        SmallModel model = fourBits(hidden, heads, keyValueHeads, feedForward);
        assertScores(temp, model, seeded(), 6e-2);
        assertEquals(Products.OWN, chosen(temp));
    }

    /** Jlama's products take activations as they are. */
    @ParameterizedTest
    @CsvSource({"256, 8, 4, 256", "512, 4, 1, 384", "96, 3, 3, 160"})
    void scoresByJlamasProductsAreTheReferences(
            int hidden, int heads, int keyValueHeads, int feedForward) throws IOException {
        SmallModel model = fourBits(hidden, heads, keyValueHeads, feedForward);
        assertScores(() -> loadWithJlamas(temp), model, seeded(), 1e-4);
    }

    private static LlamaEngine loadWithJlamas(Path folder) {
        return LlamaEngine.load(folder, 2, null, weights -> Products.JLAMA);
    }

    private static Products chosen(Path folder) {
        AtomicReference<Products> chosen = new AtomicReference<>();
        Function<LlamaWeights, Products> check =
                weights -> {
                    chosen.set(KernelCheck.products(weights));
                    return chosen.get();
                };
        LlamaEngine.load(folder, 2, null, check).close();
        return chosen.get();
    }

    /**
     * As folders were imported before: Jlama quantises, and is asked what it made of the weights.
     */
    @Test
    void olderFoldersOfFourBitWeightsAreReadToo() throws IOException {
        SmallModel model = SmallModel.random(256, 8, 4, 256, 128, seeded());
        Path full = temp.resolve("full");
        Path older = temp.resolve("older");
        model.write(full, SmallModel.Form.F32);
        Files.writeString(full.resolve("README.md"), "---\n---\n");
        SafeTensorSupport.quantizeModel(
                full,
                DType.Q4,
                new String[] {"embed_tokens", "norm"},
                new String[0],
                Optional.of(older));
        readBack(older, model);
        assertScores(older, model, seeded(), 6e-2);
        assertScores(() -> loadWithJlamas(older), model, seeded(), 1e-4);
    }

    @Test
    void damagedWeightsAreRefused() throws IOException {
        fourBits(256, 8, 4, 256);
        Path weights = temp.resolve("model.safetensors");
        String imported = Sha256.hex(weights);
        LlamaEngine.load(temp, 1, imported).close();
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length - 1] ^= 1;
        Files.write(weights, bytes);
        assertThrows(UnusableModelException.class, () -> LlamaEngine.load(temp, 1, imported));
        Files.write(weights, Arrays.copyOf(bytes, bytes.length / 2));
        assertThrows(UnusableModelException.class, () -> LlamaEngine.load(temp, 1, null));
    }

    private SmallModel fourBits(int hidden, int heads, int keyValueHeads, int feedForward)
            throws IOException {
        SmallModel model =
                SmallModel.random(hidden, heads, keyValueHeads, feedForward, 128, seeded())
                        .onFourBits();
        model.write(temp, SmallModel.Form.PACKED);
        return model;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 6, 23, 64, 99})
    void whatWasReadBeforeChangesNoBit(int kept) throws IOException {
        fourBits(256, 8, 4, 256);
        assertNoBitChanges(kept, () -> load(temp));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 6, 23})
    void norByJlamasProducts(int kept) throws IOException {
        fourBits(256, 8, 4, 256);
        assertNoBitChanges(kept, () -> loadWithJlamas(temp));
    }

    /** A prompt may be read in any pieces and its end token by token: the same bits. */
    private static void assertNoBitChanges(int kept, Supplier<LlamaEngine> opened) {
        int[] prompt = tokens(seeded(), 100);
        try (LlamaEngine engine = opened.get()) {
            KeyValues before = engine.newKeyValues();
            if (kept > 0) {
                engine.readPrompt(Arrays.copyOf(prompt, kept), 0, before, () -> false);
            }
            float[] continued = engine.readPrompt(prompt, kept, before.copy(kept), () -> false);
            assertArrayEquals(scores(engine, prompt), continued);
            KeyValues single = engine.newKeyValues();
            float[] last = {};
            for (int i = 0; i < prompt.length; i++) {
                float[][] read = engine.read(new int[] {prompt[i]}, i, single, () -> false);
                last = read == null ? last : read[0];
            }
            assertArrayEquals(continued, last);
        }
    }

    @Test
    void guessesReadAlongHaveTheScoresOfSingleTokens() throws IOException {
        fourBits(512, 8, 2, 512);
        int[] tokens = tokens(seeded(), 27);
        try (LlamaEngine engine = load(temp)) {
            KeyValues past = engine.newKeyValues();
            float[][] together = engine.read(tokens, 0, past, () -> false);
            assertTrue(together != null);
            for (int i = 0; i < tokens.length; i++) {
                assertArrayEquals(scores(engine, Arrays.copyOf(tokens, i + 1)), together[i]);
            }
        }
    }

    @Test
    void cancelledPromptStopsWithinALayer() throws IOException {
        SmallModel.random(128, 4, 4, 128, 128, seeded()).write(temp, SmallModel.Form.F32);
        AtomicInteger asked = new AtomicInteger();
        try (LlamaEngine engine = load(temp)) {
            int[] prompt = tokens(seeded(), 90);
            KeyValues past = engine.newKeyValues();
            assertNull(engine.readPrompt(prompt, 0, past, () -> asked.incrementAndGet() == 2));
            assertEquals(2, asked.get());
        }
    }

    @ParameterizedTest
    @EnumSource(SmallModel.Form.class)
    void lastPositionOfTheContextCanBeRead(SmallModel.Form form) throws IOException {
        SmallModel.random(256, 8, 4, 256, 64, seeded()).write(temp, form);
        try (LlamaEngine engine = load(temp)) {
            assertEquals(64, engine.context());
            KeyValues past = engine.newKeyValues();
            engine.readPrompt(tokens(seeded(), 63), 0, past, () -> false);
            float[][] last = engine.read(new int[] {5}, 63, past, () -> false);
            assertTrue(last != null && OutputScores.likeliest(last[0]) >= 0);
        }
    }

    private static void assertScores(
            Path folder, SmallModel model, Random random, double tolerance) {
        assertScores(() -> load(folder), model, random, tolerance);
    }

    private static void assertScores(
            Supplier<LlamaEngine> opened, SmallModel model, Random random, double tolerance) {
        int[] tokens = tokens(random, LONGEST + 4);
        double[][] expected = new ReferenceLlama(model).scores(tokens);
        double worst = 0;
        try (LlamaEngine engine = opened.get()) {
            for (int length = 1; length <= LONGEST; length++) {
                float[] scores = scores(engine, Arrays.copyOf(tokens, length));
                worst = Math.max(worst, difference(expected[length - 1], scores));
            }
            KeyValues past = engine.newKeyValues();
            for (int next = 0; next < tokens.length; next++) {
                float[][] read = engine.read(new int[] {tokens[next]}, next, past, () -> false);
                assertTrue(read != null);
                worst = Math.max(worst, difference(expected[next], read[0]));
            }
        }
        System.out.printf("largest difference %.2e, allowed %.0e%n", worst, tolerance);
        assertTrue(worst <= tolerance, "largest difference " + worst);
    }

    private static LlamaEngine load(Path folder) {
        return LlamaEngine.load(folder, 2, null);
    }

    private static float[] scores(LlamaEngine engine, int[] prompt) {
        float[] scores = engine.readPrompt(prompt, 0, engine.newKeyValues(), () -> false);
        return Objects.requireNonNull(scores);
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
