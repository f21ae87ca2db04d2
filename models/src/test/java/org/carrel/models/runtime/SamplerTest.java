package org.carrel.models.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.carrel.models.Sampling;
import org.junit.jupiter.api.Test;

class SamplerTest {

    /** Probabilities 0.1, 0.4, 0.2, 0.3. */
    private static final float[] SCORES = {
        (float) Math.log(0.1), (float) Math.log(0.4), (float) Math.log(0.2), (float) Math.log(0.3)
    };

    private static final int DRAWS = 20_000;

    @Test
    void greedyTakesTheFirstOfTheLikeliest() {
        float[] scores = new float[100];
        scores[37] = 2;
        scores[90] = 2;
        assertEquals(37, new Sampler(Sampling.GREEDY, null).choose(scores));
    }

    @Test
    void scoresThatAreNoNumbersAreRefused() {
        float[] scores = new float[40];
        Arrays.fill(scores, Float.NaN);
        Sampler sampler = new Sampler(Sampling.GREEDY, null);
        assertThrows(IllegalStateException.class, () -> sampler.choose(scores));
    }

    @Test
    void drawsFollowTheDistribution() {
        double[] shares = shares(new Sampling(1, 0, 1, 1, 5, Set.of()));
        assertEquals(0.1, shares[0], 0.02);
        assertEquals(0.4, shares[1], 0.02);
        assertEquals(0.2, shares[2], 0.02);
        assertEquals(0.3, shares[3], 0.02);
    }

    @Test
    void lowTemperatureSharpens() {
        // Probabilities to the fourth, over their sum.
        assertEquals(0.4 * 0.4 * 0.4 * 0.4 / 0.0354, shares(sampling(0.25, 0, 1))[1], 0.02);
    }

    @Test
    void topKAndTopPLeaveTheLikeliest() {
        double[] two = shares(sampling(1, 2, 1));
        assertEquals(4.0 / 7, two[1], 0.02);
        assertEquals(3.0 / 7, two[3], 0.02);
        double[] most = shares(sampling(1, 0, 0.65));
        assertEquals(4.0 / 7, most[1], 0.02);
        assertEquals(0, most[0] + most[2]);
    }

    @Test
    void seedDecidesTheDraws() {
        assertTrue(Arrays.equals(draws(sampling(1, 0, 1)), draws(sampling(1, 0, 1))));
        assertTrue(
                !Arrays.equals(
                        draws(sampling(1, 0, 1)), draws(new Sampling(1, 0, 1, 1, 6, Set.of()))));
    }

    @Test
    void repeatedTokenIsPenalised() {
        Sampler sampler = new Sampler(new Sampling(0, 0, 1, 2, 0, Set.of()), null);
        float[] scores = {1, 1.5f, -1};
        assertEquals(1, sampler.choose(scores));
        assertEquals(0, sampler.choose(scores));
        assertEquals(1, sampler.choose(scores));
    }

    @Test
    void onlyAllowedTokensAreChosen() {
        BitSet allowed = new BitSet();
        allowed.set(0);
        allowed.set(2);
        assertEquals(2, new Sampler(Sampling.GREEDY, allowed).choose(SCORES));
        Sampler drawing = new Sampler(sampling(5, 0, 1), allowed);
        assertTrue(IntStream.range(0, 1000).allMatch(i -> allowed.get(drawing.choose(SCORES))));
    }

    private static Sampling sampling(double temperature, int topK, double topP) {
        return new Sampling(temperature, topK, topP, 1, 5, Set.of());
    }

    private static int[] draws(Sampling sampling) {
        Sampler sampler = new Sampler(sampling, null);
        return IntStream.range(0, DRAWS).map(i -> sampler.choose(SCORES)).toArray();
    }

    private static double[] shares(Sampling sampling) {
        double[] shares = new double[SCORES.length];
        for (int token : draws(sampling)) {
            shares[token] += 1.0 / DRAWS;
        }
        return shares;
    }
}
