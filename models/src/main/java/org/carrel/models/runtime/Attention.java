package org.carrel.models.runtime;

import jdk.incubator.vector.FloatVector;

/**
 * What one position takes from those before it. A result does not depend on how many positions are
 * read together, to the last bit.
 */
final class Attention {

    private static final int LANES = Lanes.COUNT;

    private final LlamaSizes sizes;
    private final float scale;

    /** For each worker. */
    private final float[][] scores;

    private final float[][] lanes;

    Attention(LlamaSizes sizes, int workers) {
        this.sizes = sizes;
        this.scale = (float) (1 / Math.sqrt(sizes.headSize()));
        this.scores = new float[workers][sizes.context() + KeyValues.STEP];
        this.lanes = new float[workers][LANES];
    }

    /**
     * Computes the heads that share one key/value head, at one position.
     *
     * @param queries rotated, from {@code from} on
     * @param out in the place of the queries
     */
    void attend(
            KeyValues past,
            int layer,
            int position,
            int shared,
            float[] queries,
            int from,
            float[] out,
            int worker) {
        int sharing = sizes.heads() / sizes.keyValueHeads();
        int size = sizes.headSize();
        float[] weights = scores[worker];
        for (int head = shared * sharing; head < (shared + 1) * sharing; head++) {
            int at = from + head * size;
            score(past.keys(layer, shared), queries, at, position + 1, weights);
            sizes.gemma().ifPresent(caps -> Lanes.cap(weights, position + 1, caps.attention()));
            float sum = soften(weights, position + 1, lanes[worker]);
            mix(past.values(layer, shared), weights, position + 1, 1 / sum, out, at);
        }
    }

    /**
     * Query times key, four blocks of positions at a time; beyond the last, whatever lies there.
     */
    private void score(float[] keys, float[] query, int from, int positions, float[] to) {
        int size = sizes.headSize();
        int block = size * LANES;
        for (int first = 0; first < positions; first += 4 * LANES) {
            int k = first * size;
            FloatVector a = FloatVector.zero(Lanes.FLOATS);
            FloatVector b = a;
            FloatVector c = a;
            FloatVector d = a;
            for (int i = 0; i < size; i++, k += LANES) {
                FloatVector q = FloatVector.broadcast(Lanes.FLOATS, query[from + i]);
                a = q.fma(FloatVector.fromArray(Lanes.FLOATS, keys, k), a);
                b = q.fma(FloatVector.fromArray(Lanes.FLOATS, keys, k + block), b);
                c = q.fma(FloatVector.fromArray(Lanes.FLOATS, keys, k + 2 * block), c);
                d = q.fma(FloatVector.fromArray(Lanes.FLOATS, keys, k + 3 * block), d);
            }
            a.mul(scale).intoArray(to, first);
            b.mul(scale).intoArray(to, first + LANES);
            c.mul(scale).intoArray(to, first + 2 * LANES);
            d.mul(scale).intoArray(to, first + 3 * LANES);
        }
    }

    /**
     * Scores to weights.
     *
     * @return their sum
     */
    private static float soften(float[] scores, int positions, float[] scratch) {
        int end = (positions + LANES - 1) / LANES * LANES;
        for (int i = positions; i < end; i++) {
            scores[i] = Float.NEGATIVE_INFINITY;
        }
        FloatVector most = FloatVector.broadcast(Lanes.FLOATS, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < end; i += LANES) {
            most = most.max(FloatVector.fromArray(Lanes.FLOATS, scores, i));
        }
        most.intoArray(scratch, 0);
        float largest = scratch[0];
        for (int i = 1; i < LANES; i++) {
            largest = Math.max(largest, scratch[i]);
        }
        FloatVector sum = FloatVector.zero(Lanes.FLOATS);
        for (int i = 0; i < end; i += LANES) {
            FloatVector x = FloatVector.fromArray(Lanes.FLOATS, scores, i).sub(largest);
            FloatVector weight = Lanes.exp(x);
            weight.intoArray(scores, i);
            sum = sum.add(weight);
        }
        // The lanes beyond the last position are e to the -87, which changes no sum of F32.
        return Lanes.sum(sum, scratch);
    }

    private void mix(
            float[] values, float[] weights, int positions, float scale, float[] out, int to) {
        int size = sizes.headSize();
        int d = 0;
        for (; d + 4 * LANES <= size; d += 4 * LANES) {
            mixFour(values, d, weights, positions, scale, out, to + d);
        }
        for (; d < size; d += LANES) {
            FloatVector a = FloatVector.zero(Lanes.FLOATS);
            for (int p = 0, v = d; p < positions; p++, v += size) {
                FloatVector w = FloatVector.broadcast(Lanes.FLOATS, weights[p]);
                a = w.fma(FloatVector.fromArray(Lanes.FLOATS, values, v), a);
            }
            a.mul(scale).intoArray(out, to + d);
        }
    }

    private void mixFour(
            float[] values,
            int from,
            float[] weights,
            int positions,
            float scale,
            float[] out,
            int to) {
        int size = sizes.headSize();
        FloatVector a = FloatVector.zero(Lanes.FLOATS);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        for (int p = 0, v = from; p < positions; p++, v += size) {
            FloatVector w = FloatVector.broadcast(Lanes.FLOATS, weights[p]);
            a = w.fma(FloatVector.fromArray(Lanes.FLOATS, values, v), a);
            b = w.fma(FloatVector.fromArray(Lanes.FLOATS, values, v + LANES), b);
            c = w.fma(FloatVector.fromArray(Lanes.FLOATS, values, v + 2 * LANES), c);
            d = w.fma(FloatVector.fromArray(Lanes.FLOATS, values, v + 3 * LANES), d);
        }
        a.mul(scale).intoArray(out, to);
        b.mul(scale).intoArray(out, to + LANES);
        c.mul(scale).intoArray(out, to + 2 * LANES);
        d.mul(scale).intoArray(out, to + 3 * LANES);
    }
}
