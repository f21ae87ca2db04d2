package org.carrel.models.runtime;

import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.carrel.models.Sampling;
import org.jspecify.annotations.Nullable;

/** Chooses tokens of one answer from their scores. */
final class Sampler {

    private final Sampling sampling;
    private final @Nullable BitSet allowed;
    private final SplittableRandom random;
    private final BitSet written = new BitSet();

    /**
     * @param allowed the tokens that may be written; null for any
     */
    Sampler(Sampling sampling, @Nullable BitSet allowed) {
        this.sampling = sampling;
        this.allowed = allowed;
        this.random = new SplittableRandom(sampling.seed());
    }

    int choose(float[] scores) {
        int token = choose(adjusted(scores), sampling.temperature());
        written.set(token);
        return token;
    }

    /** The scores with what the request forbids and discourages. */
    private float[] adjusted(float[] scores) {
        boolean penalised = sampling.repetitionPenalty() != 1;
        if (allowed == null && !penalised) {
            return scores;
        }
        float[] adjusted = scores.clone();
        if (penalised) {
            float penalty = (float) sampling.repetitionPenalty();
            written.stream().forEach(i -> adjusted[i] *= adjusted[i] > 0 ? 1 / penalty : penalty);
        }
        if (allowed != null) {
            for (int i = allowed.nextClearBit(0); i < adjusted.length; ) {
                adjusted[i] = Float.NEGATIVE_INFINITY;
                i = allowed.nextClearBit(i + 1);
            }
        }
        return adjusted;
    }

    private int choose(float[] scores, double temperature) {
        int likeliest = OutputScores.likeliest(scores);
        if (temperature == 0) {
            return likeliest;
        }
        int[] candidates = candidates(scores);
        double[] weights = new double[candidates.length];
        double sum = 0;
        for (int i = 0; i < candidates.length; i++) {
            weights[i] = Math.exp((scores[candidates[i]] - scores[likeliest]) / temperature);
            sum += weights[i];
        }
        double reach = 0;
        int kept = 0;
        while (kept < weights.length && reach < sampling.topP() * sum) {
            reach += weights[kept++];
        }
        double drawn = random.nextDouble() * reach;
        for (int i = 0; i < kept; i++) {
            drawn -= weights[i];
            if (drawn < 0) {
                return candidates[i];
            }
        }
        return likeliest;
    }

    /** The likeliest first, of equal ones the lower; at most as many as may be drawn. */
    private int[] candidates(float[] scores) {
        int most = sampling.topK() == 0 ? scores.length : Math.min(sampling.topK(), scores.length);
        float least = Float.NEGATIVE_INFINITY;
        if (most < scores.length) {
            float[] sorted = scores.clone();
            Arrays.sort(sorted);
            least = sorted[sorted.length - most];
        }
        float threshold = least;
        return IntStream.range(0, scores.length)
                .filter(i -> scores[i] >= threshold && scores[i] > Float.NEGATIVE_INFINITY)
                .boxed()
                .sorted((a, b) -> Float.compare(scores[b], scores[a]))
                .limit(most)
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
