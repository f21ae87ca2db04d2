package org.carrel.models.runtime;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;

/**
 * Whether this machine's vectors compute what plain loops do. A compiler or a processor that gets
 * one instruction wrong would otherwise show in answers alone.
 */
final class KernelCheck {

    /** Some more than a tile of rows, so that both ways to multiply are taken. */
    private static final int ROWS = 6;

    /** More than four blocks of positions of any vector, and not whole blocks. */
    private static final int MOST_POSITIONS = 70;

    /** Of sums in another order, as a part of the largest. */
    private static final double SUMMING = 1e-4;

    private KernelCheck() {}

    /** Products are compared to the last bit. */
    static boolean agrees(PackedMatrix matrix, int columns) {
        Random random = new Random(1);
        Rows rows = Rows.of(ROWS, columns);
        fill(rows.values(), random);
        IntStream.range(0, ROWS).forEach(rows::round);
        float[] vectors = new float[ROWS * matrix.width()];
        float[] plain = new float[vectors.length];
        for (int part : new int[] {0, matrix.parts() - 1}) {
            matrix.multiply(rows, part, vectors, matrix.width());
            matrix.plain().multiply(rows, part, plain, matrix.width());
        }
        return Arrays.equals(vectors, plain);
    }

    /**
     * Compares attention and e to the x, for which there is no other way.
     *
     * @throws UnusableModelException when they are wrong
     */
    static void requireAttention(LlamaSizes sizes) {
        if (!exponentAgrees() || !attentionAgrees(sizes)) {
            throw new UnusableModelException(
                    "this machine's vectors do not compute what plain loops do");
        }
    }

    private static boolean exponentAgrees() {
        for (float x = -80; x < 80; x += 0.37f) {
            float is = Lanes.exp(FloatVector.broadcast(Lanes.FLOATS, x)).lane(0);
            if (Math.abs(is - Math.exp(x)) > 1e-6 * Math.exp(x)) {
                return false;
            }
        }
        return true;
    }

    private static boolean attentionAgrees(LlamaSizes sizes) {
        Random random = new Random(2);
        int positions = Math.min(MOST_POSITIONS, sizes.context());
        KeyValues past = new KeyValues(sizes);
        past.reserve(positions);
        float[][] keys = new float[positions][sizes.keyValue()];
        float[][] values = new float[positions][sizes.keyValue()];
        for (int position = 0; position < positions; position++) {
            fill(keys[position], random);
            fill(values[position], random);
            past.store(0, position, keys[position], 0, values[position], 0);
        }
        float[] query = new float[sizes.hidden()];
        fill(query, random);
        float[] mixed = new float[query.length];
        new Attention(sizes, 1).attend(past, 0, positions - 1, 0, query, 0, mixed, 0);
        double[] expected = plainly(sizes.headSize(), query, keys, values);
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        return IntStream.range(0, expected.length)
                .allMatch(i -> Math.abs(expected[i] - mixed[i]) <= SUMMING * largest);
    }

    /** The first head. */
    private static double[] plainly(int size, float[] query, float[][] keys, float[][] values) {
        double[] mixed = new double[size];
        double sum = 0;
        for (int position = 0; position < keys.length; position++) {
            double score = 0;
            for (int i = 0; i < size; i++) {
                score += query[i] * (double) keys[position][i];
            }
            double weight = Math.exp(score / Math.sqrt(size));
            sum += weight;
            for (int i = 0; i < size; i++) {
                mixed[i] += weight * values[position][i];
            }
        }
        double all = sum;
        return Arrays.stream(mixed).map(value -> value / all).toArray();
    }

    private static void fill(float[] values, Random random) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
    }
}
