package org.carrel.models.runtime;

import java.util.Arrays;
import java.util.Optional;
import jdk.incubator.vector.FloatVector;

/**
 * Scores of all tokens after one position.
 *
 * <p>With 4-bit weights they are computed from states in 8 bits. What that rounding can change is
 * bounded by the length of a token's weights times the length of what was rounded off
 * (Cauchy-Schwarz); every token that could be the likeliest by that bound is computed again in
 * full. So the likeliest token is the one that unrounded states give.
 */
final class OutputScores {

    /** For the rounding of the sums themselves, as a part of the product of both lengths. */
    private static final float SUMMING = 1e-5f;

    private final Matrix output;
    private final Optional<LlamaSizes.Caps> gemma;
    private final Team team;

    /** Length of each token's weights; empty where scores are exact anyway. */
    private final float[] lengths;

    OutputScores(Matrix output, Optional<LlamaSizes.Caps> gemma, Team team) {
        this.output = output;
        this.gemma = gemma;
        this.team = team;
        if (output instanceof PackedMatrix packed) {
            lengths = new float[output.rows()];
            int part = output.width() / output.parts();
            team.run(
                    output.parts(),
                    (number, worker) -> {
                        int end = Math.min((number + 1) * part, lengths.length);
                        for (int i = number * part; i < end; i++) {
                            lengths[i] = packed.plain().length(i);
                        }
                    });
        } else {
            lengths = new float[0];
        }
    }

    /**
     * Scores of each row, the vocabulary's size apart, from normed states.
     *
     * @return for each row its scores; the largest of each is exact
     */
    float[][] of(Rows normed) {
        int width = output.width();
        float[] all = new float[normed.count() * width];
        team.run(output.parts(), (part, worker) -> output.multiply(normed, part, all, width));
        float[][] scores = new float[normed.count()][];
        for (int row = 0; row < scores.length; row++) {
            scores[row] = Arrays.copyOfRange(all, row * width, row * width + output.rows());
            if (output instanceof PackedMatrix packed) {
                refine(packed, scores[row], normed, row);
            }
            float[] found = scores[row];
            gemma.ifPresent(caps -> Lanes.cap(found, found.length, caps.output()));
        }
        return scores;
    }

    private void refine(PackedMatrix packed, float[] scores, Rows normed, int row) {
        int from = row * normed.columns();
        double length = 0;
        double lost = 0;
        for (int i = 0; i < normed.columns(); i++) {
            float value = normed.values()[from + i];
            double difference = value - normed.rounded().value(row, i);
            length += (double) value * value;
            lost += difference * difference;
        }
        float error = (float) (Math.sqrt(lost) + SUMMING * Math.sqrt(length));
        float least = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < scores.length; i++) {
            least = Math.max(least, scores[i] - error * lengths[i]);
        }
        for (int i = 0; i < scores.length; i++) {
            if (scores[i] + error * lengths[i] >= least) {
                scores[i] = packed.plain().exact(i, normed.values(), from);
            }
        }
    }

    /** The first of the largest. */
    static int likeliest(float[] scores) {
        float largest = Float.NEGATIVE_INFINITY;
        FloatVector most = FloatVector.broadcast(Lanes.FLOATS, largest);
        int i = 0;
        for (; i + Lanes.COUNT <= scores.length; i += Lanes.COUNT) {
            most = most.max(FloatVector.fromArray(Lanes.FLOATS, scores, i));
        }
        float[] lanes = new float[Lanes.COUNT];
        most.intoArray(lanes, 0);
        for (float lane : lanes) {
            largest = Math.max(largest, lane);
        }
        for (; i < scores.length; i++) {
            largest = Math.max(largest, scores[i]);
        }
        for (int token = 0; token < scores.length; token++) {
            if (scores[token] == largest && largest > Float.NEGATIVE_INFINITY) {
                return token;
            }
        }
        throw new IllegalStateException("the model computed no usable score");
    }
}
