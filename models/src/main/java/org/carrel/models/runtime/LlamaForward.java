package org.carrel.models.runtime;

import java.util.function.BooleanSupplier;
import jdk.incubator.vector.FloatVector;

/**
 * The forward pass of a llama: RMSNorm, grouped-query attention over rotary positions, SwiGLU.
 *
 * <p>The states of a position are the same bits whichever positions are read with it. So a prompt
 * may be read in any pieces, drafts may be read together, and what was kept of an earlier prompt is
 * what would be computed again.
 */
final class LlamaForward {

    /** Twice the root of two over pi: 1 + tanh(u) is 2 / (1 + e to the minus 2u). */
    private static final float GELU_SLOPE = 1.5957691f;

    private static final float GELU_CUBE = 0.044715f;

    private final LlamaSizes sizes;
    private final LlamaWeights weights;
    private final Team team;
    private final Rotation rotation;
    private final Attention attention;
    private final float[][] lanes;

    LlamaForward(LlamaSizes sizes, LlamaWeights weights, Team team) {
        this.sizes = sizes;
        this.weights = weights;
        this.team = team;
        this.rotation = new Rotation(sizes);
        this.attention = new Attention(sizes, team.size());
        this.lanes = new float[team.size()][Lanes.COUNT];
    }

    /**
     * Reads tokens at {@code position} and after.
     *
     * @param past what was read before; gets what is read now
     * @param cancelled asked before each layer
     * @return the last states before the last norm, row after row, or null when cancelled
     */
    float @org.jspecify.annotations.Nullable [] read(
            int[] tokens, int position, KeyValues past, BooleanSupplier cancelled) {
        Pass pass = new Pass(tokens.length, position, past);
        past.reserve(position + tokens.length);
        for (int row = 0; row < tokens.length; row++) {
            weights.embedding().copy(tokens[row], pass.states, row * sizes.hidden());
        }
        for (int layer = 0; layer < sizes.layers(); layer++) {
            if (cancelled.getAsBoolean()) {
                return null;
            }
            pass.attend(layer, weights.layers().get(layer));
            pass.feedForward(weights.layers().get(layer));
        }
        pass.addUp();
        return pass.states;
    }

    /** Puts a row through the last norm. */
    void lastNorm(float[] states, int row, Rows to, int toRow) {
        norm(states, row * sizes.hidden(), weights.norm(), to, toRow, 0);
    }

    private void norm(float[] from, int start, float[] norm, Rows to, int row, int worker) {
        norm(from, start, norm, to.values(), row * to.columns(), worker);
        to.round(row);
    }

    /**
     * @param to may be where the values come from
     */
    private void norm(float[] from, int start, float[] norm, float[] to, int toStart, int worker) {
        int columns = norm.length;
        FloatVector squares = FloatVector.zero(Lanes.FLOATS);
        for (int i = 0; i < columns; i += Lanes.COUNT) {
            FloatVector x = FloatVector.fromArray(Lanes.FLOATS, from, start + i);
            squares = x.fma(x, squares);
        }
        double mean = (double) Lanes.sum(squares, lanes[worker]) / columns;
        float scale = (float) (1 / Math.sqrt(mean + sizes.epsilon()));
        for (int i = 0; i < columns; i += Lanes.COUNT) {
            FloatVector.fromArray(Lanes.FLOATS, from, start + i)
                    .mul(scale)
                    .mul(FloatVector.fromArray(Lanes.FLOATS, norm, i))
                    .intoArray(to, toStart + i);
        }
    }

    /** The buffers of one pass. */
    private final class Pass {

        private final int count;
        private final int position;
        private final KeyValues past;
        private final float[] states;

        /** What the last part of a layer adds to the states. */
        private final float[] added;

        private final Rows normed;
        private final float[] queries;
        private final float[] keys;
        private final float[] values;
        private final Rows mixed;
        private final float[] gates;
        private final Rows inner;
        private boolean pending;

        private Pass(int count, int position, KeyValues past) {
            this.count = count;
            this.position = position;
            this.past = past;
            states = new float[count * sizes.hidden()];
            added = new float[states.length];
            normed = Rows.of(count, sizes.hidden());
            queries = new float[count * sizes.queries()];
            keys = new float[count * sizes.keyValue()];
            values = new float[keys.length];
            mixed = Rows.of(count, sizes.queries());
            gates = new float[count * sizes.feedForward()];
            inner = Rows.of(count, sizes.feedForward());
        }

        private void attend(int number, LlamaWeights.Layer layer) {
            norm(layer.attentionNorm());
            int q = layer.query().parts();
            int k = layer.key().parts();
            team.run(
                    q + k + layer.value().parts(),
                    (part, worker) -> {
                        if (part < q) {
                            layer.query().multiply(normed, part, queries, sizes.queries());
                        } else if (part < q + k) {
                            layer.key().multiply(normed, part - q, keys, sizes.keyValue());
                        } else {
                            layer.value().multiply(normed, part - q - k, values, sizes.keyValue());
                        }
                    });
            each(row -> rotate(number, layer, row));
            team.run(
                    count * sizes.keyValueHeads(),
                    (part, worker) -> {
                        // The last positions first: they have the most to do.
                        int row = count - 1 - part / sizes.keyValueHeads();
                        int head = part % sizes.keyValueHeads();
                        attention.attend(
                                past,
                                number,
                                position + row,
                                head,
                                queries,
                                row * sizes.queries(),
                                mixed.values(),
                                worker);
                    });
            each(mixed::round);
            multiply(layer.attentionOutput(), mixed, layer.attentionAddedNorm());
        }

        private void rotate(int number, LlamaWeights.Layer layer, int row) {
            int width = sizes.keyValue();
            add(layer.queryBias(), queries, row * sizes.queries());
            add(layer.keyBias(), keys, row * width);
            add(layer.valueBias(), values, row * width);
            rotation.rotate(queries, row * sizes.queries(), sizes.queries(), position + row);
            rotation.rotate(keys, row * width, width, position + row);
            past.store(number, position + row, keys, row * width, values, row * width);
        }

        private static void add(float[] bias, float[] to, int from) {
            for (int i = 0; i < bias.length; i++) {
                to[from + i] += bias[i];
            }
        }

        private void feedForward(LlamaWeights.Layer layer) {
            norm(layer.feedForwardNorm());
            int part = layer.gate().width() / layer.gate().parts();
            team.run(
                    layer.gate().parts(),
                    (number, worker) -> {
                        layer.gate().multiply(normed, number, gates, sizes.feedForward());
                        layer.up().multiply(normed, number, inner.values(), sizes.feedForward());
                        int first = number * part;
                        int length = Math.min(part, sizes.feedForward() - first);
                        for (int row = 0; row < count; row++) {
                            gate(row * sizes.feedForward() + first, length);
                        }
                    });
            each(inner::round);
            multiply(layer.down(), inner, layer.feedForwardAddedNorm());
        }

        /**
         * SwiGLU (Shazeer 2020, arXiv:2002.05202): up x gate / (1 + e to the minus gate); in a
         * gemma GeGLU, whose GELU is of the same form, of a stretched gate.
         */
        private void gate(int from, int length) {
            boolean gelu = sizes.gemma().isPresent();
            for (int i = from; i < from + length; i += Lanes.COUNT) {
                FloatVector gate = FloatVector.fromArray(Lanes.FLOATS, gates, i);
                FloatVector up = FloatVector.fromArray(Lanes.FLOATS, inner.values(), i);
                FloatVector power = gelu ? gate.mul(stretch(gate)) : gate;
                up.mul(gate).div(Lanes.exp(power.neg()).add(1f)).intoArray(inner.values(), i);
            }
        }

        private static FloatVector stretch(FloatVector gate) {
            return gate.mul(gate).mul(GELU_CUBE).add(1f).mul(GELU_SLOPE);
        }

        private void multiply(Matrix matrix, Rows rows, float[] norm) {
            team.run(
                    matrix.parts(),
                    (part, worker) -> matrix.multiply(rows, part, added, sizes.hidden()));
            if (norm.length > 0) {
                team.run(
                        count,
                        (row, worker) -> {
                            int from = row * sizes.hidden();
                            LlamaForward.this.norm(added, from, norm, added, from, worker);
                        });
            }
            pending = true;
        }

        private void norm(float[] weights) {
            team.run(
                    count,
                    (row, worker) -> {
                        if (pending) {
                            add(row);
                        }
                        LlamaForward.this.norm(
                                states, row * sizes.hidden(), weights, normed, row, worker);
                    });
            pending = false;
        }

        private void addUp() {
            each(this::add);
        }

        private void add(int row) {
            int from = row * sizes.hidden();
            for (int i = from; i < from + sizes.hidden(); i += Lanes.COUNT) {
                FloatVector.fromArray(Lanes.FLOATS, states, i)
                        .add(FloatVector.fromArray(Lanes.FLOATS, added, i))
                        .intoArray(states, i);
            }
        }

        private void each(java.util.function.IntConsumer task) {
            team.run(count, (row, worker) -> task.accept(row));
        }
    }
}
