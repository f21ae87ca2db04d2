package org.carrel.models.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContinuationTest {

    @TempDir private Path folder;

    /** Tokens from few, so that much repeats and guesses are both right and wrong. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void guessingChangesNoBit(long seed) throws IOException {
        Random random = new Random(seed);
        SmallModel.random(256, 8, 4, 256, 256, random).write(folder, SmallModel.Form.F32);
        int[] prompt = random.ints(60, 3, 9).toArray();
        int[] written = random.ints(120, 3, 6).toArray();
        try (LlamaEngine engine = LlamaEngine.load(folder, 2, null)) {
            float[][] plain = scores(engine, prompt, written, null);
            float[][] guessed = scores(engine, prompt, written, new PromptLookup(prompt));
            for (int i = 0; i < written.length; i++) {
                assertArrayEquals(plain[i], guessed[i]);
            }
        }
    }

    @Test
    void whatRepeatsThePromptIsReadSeveralTokensAtATime() throws IOException {
        SmallModel.random(128, 4, 4, 128, 256, new Random(1)).write(folder, SmallModel.Form.F32);
        int[] prompt = new Random(2).ints(60, 3, 300).toArray();
        int[] reads = new int[1];
        try (LlamaEngine engine = LlamaEngine.load(folder, 2, null)) {
            KeyValues past = engine.newKeyValues();
            engine.readPrompt(prompt, 0, past, () -> false);
            Continuation continuation =
                    new Continuation(engine, past, prompt.length, new PromptLookup(prompt));
            for (int token : Arrays.copyOfRange(prompt, 10, 50)) {
                boolean[] read = new boolean[1];
                assertNotNull(
                        continuation.after(
                                token,
                                () -> {
                                    read[0] = true;
                                    return false;
                                }));
                reads[0] += read[0] ? 1 : 0;
            }
        }
        // The first two find nothing yet, the next read is of two; from then on four tokens a time.
        assertEquals(3 + 36 / 4, reads[0], 1);
    }

    @Test
    void guessesNeverPassTheEndOfTheContext() throws IOException {
        SmallModel.random(128, 4, 4, 128, 64, new Random(1)).write(folder, SmallModel.Form.F32);
        int[] prompt = new int[60];
        try (LlamaEngine engine = LlamaEngine.load(folder, 2, null)) {
            KeyValues past = engine.newKeyValues();
            engine.readPrompt(prompt, 0, past, () -> false);
            Continuation continuation =
                    new Continuation(engine, past, prompt.length, new PromptLookup(prompt));
            for (int i = 0; i < 4; i++) {
                assertNotNull(continuation.after(0, () -> false));
            }
        }
    }

    @Test
    void afterWrongGuessesItIsSilentForLonger() {
        PromptLookup lookup = new PromptLookup(new int[] {1, 2, 3, 4, 5, 1, 2});
        assertArrayEquals(new int[] {3}, lookup.guess());
        lookup.score(0);
        assertEquals(8, silentTurns(lookup));
        lookup.score(0);
        assertEquals(16, silentTurns(lookup));
        lookup.score(1);
        assertArrayEquals(new int[] {3, 4, 5}, lookup.guess());
        lookup.score(0);
        assertArrayEquals(new int[] {3}, lookup.guess());
        lookup.score(0);
        assertEquals(8, silentTurns(lookup));
    }

    private static int silentTurns(PromptLookup lookup) {
        int turns = 0;
        while (lookup.guess().length == 0) {
            turns++;
        }
        return turns;
    }

    private static float[][] scores(
            LlamaEngine engine, int[] prompt, int[] written, @Nullable PromptLookup lookup) {
        KeyValues past = engine.newKeyValues();
        engine.readPrompt(prompt, 0, past, () -> false);
        Continuation continuation = new Continuation(engine, past, prompt.length, lookup);
        float[][] scores = new float[written.length][];
        for (int i = 0; i < written.length; i++) {
            float[] after = continuation.after(written[i], () -> false);
            scores[i] = after == null ? new float[0] : after;
        }
        return scores;
    }
}
