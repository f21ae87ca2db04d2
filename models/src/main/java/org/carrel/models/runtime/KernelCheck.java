package org.carrel.models.runtime;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import org.carrel.models.packed.PackedForm;

/**
 * Whether this machine's vectors compute what they should. A compiler or a processor that gets one
 * instruction wrong would otherwise show in answers alone.
 */
final class KernelCheck {

    private static final System.Logger LOG = System.getLogger(KernelCheck.class.getName());

    /** A tile, a pair and one more, so that all ways to multiply are taken. */
    private static final int ROWS = 7;

    /** More than four blocks of positions of any vector, and not whole blocks. */
    private static final int MOST_POSITIONS = 70;

    /** Of sums in another order, as a part of the largest. */
    private static final double SUMMING = 1e-4;

    private KernelCheck() {}

    /**
     * Compares the own products of 4-bit weights with Jlama's of the same weights and of
     * activations that 8 bits hold exactly: nothing but the order of sums may differ. To be asked
     * after some tokens were read, since products that are not compiled yet use no vectors.
     *
     * @throws UnusableModelException when both are wrong
     */
    static Products products(LlamaWeights weights) {
        return weights.samples()
                .map(KernelCheck::products)
                .max(Comparator.naturalOrder())
                .orElse(Products.OWN);
    }

    /** By its last part. */
    private static Products products(PackedMatrix packed) {
        int part = packed.parts() - 1;
        int columns = packed.plain().columns();
        int group = PackedMatrix.firstGroup(part);
        int first = group * PackedForm.ROWS;
        int outputs = packed.rows() - first;
        Rows rows = roundedRows(columns);
        float[] all = new float[ROWS * packed.width()];
        packed.multiply(rows, part, all, packed.width());
        float[] own = new float[ROWS * outputs];
        for (int row = 0; row < ROWS; row++) {
            System.arraycopy(all, row * packed.width() + first, own, row * outputs, outputs);
        }
        float[] jlama = new float[own.length];
        try (Arena arena = Arena.ofConfined()) {
            int groups = packed.groups() - group;
            TensorMatrix tensor = TensorMatrix.unpacked(packed, group, groups, arena);
            for (int i = 0; i < tensor.parts(); i++) {
                tensor.multiply(rows, i, jlama, outputs);
            }
        }
        return products(
                own,
                jlama,
                () -> {
                    float[] plain = new float[own.length];
                    for (int i = 0; i < plain.length; i++) {
                        int row = i / outputs;
                        int output = first + i % outputs;
                        plain[i] = packed.plain().exact(output, rows.values(), row * columns);
                    }
                    return plain;
                });
    }

    /**
     * Whose are right.
     *
     * @param plain the same without vectors, asked where the others differ
     */
    static Products products(float[] own, float[] jlama, Supplier<float[]> plain) {
        if (agree(own, jlama)) {
            return Products.OWN;
        }
        float[] expected = plain.get();
        if (agree(expected, jlama)) {
            LOG.log(System.Logger.Level.WARNING, "own products are wrong here: Jlama's are used");
            return Products.JLAMA;
        }
        if (agree(expected, own)) {
            LOG.log(System.Logger.Level.WARNING, "Jlama's products are wrong here: not used");
            return Products.OWN;
        }
        throw wrongVectors();
    }

    private static boolean agree(float[] expected, float[] is) {
        double largest = 0;
        for (float value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        double allowed = SUMMING * largest;
        return IntStream.range(0, expected.length)
                .allMatch(i -> Math.abs(expected[i] - is[i]) <= allowed);
    }

    private static Rows roundedRows(int columns) {
        Rows rows = Rows.of(ROWS, columns);
        fill(rows.values(), new Random(1));
        for (int row = 0; row < ROWS; row++) {
            rows.round(row);
            for (int i = 0; i < columns; i++) {
                rows.values()[row * columns + i] = rows.rounded().value(row, i);
            }
        }
        return rows;
    }

    private static UnusableModelException wrongVectors() {
        return new UnusableModelException(
                "this machine's vectors do not compute what plain loops do");
    }

    /**
     * Compares attention and e to the x, for which there is no other way.
     *
     * @throws UnusableModelException when they are wrong
     */
    static void requireAttention(LlamaSizes sizes) {
        if (!exponentAgrees() || !attentionAgrees(sizes)) {
            throw wrongVectors();
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
        float[] query = new float[sizes.queries()];
        fill(query, random);
        float[] mixed = new float[query.length];
        new Attention(sizes, 1).attend(past, 0, positions - 1, 0, query, 0, mixed, 0);
        double[] expected = plainly(sizes, query, keys, values);
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        return IntStream.range(0, expected.length)
                .allMatch(i -> Math.abs(expected[i] - mixed[i]) <= SUMMING * largest);
    }

    /** The first head. */
    private static double[] plainly(
            LlamaSizes sizes, float[] query, float[][] keys, float[][] values) {
        int size = sizes.headSize();
        double[] mixed = new double[size];
        double sum = 0;
        for (int position = 0; position < keys.length; position++) {
            double score = 0;
            for (int i = 0; i < size; i++) {
                score += query[i] * (double) keys[position][i];
            }
            double weight = Math.exp(capped(sizes, score / Math.sqrt(size)));
            sum += weight;
            for (int i = 0; i < size; i++) {
                mixed[i] += weight * values[position][i];
            }
        }
        double all = sum;
        return Arrays.stream(mixed).map(value -> value / all).toArray();
    }

    private static double capped(LlamaSizes sizes, double score) {
        return sizes.gemma()
                .map(caps -> caps.attention() * Math.tanh(score / caps.attention()))
                .orElse(score);
    }

    private static void fill(float[] values, Random random) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
    }
}
