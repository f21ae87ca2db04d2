package org.carrel.models.runtime;

import java.util.Arrays;

/**
 * A llama forward pass in double precision, written from the architecture's definition and sharing
 * nothing with Jlama: RMSNorm, rotary positions over half-split heads, grouped-query attention,
 * SwiGLU.
 */
final class ReferenceLlama {

    private final SmallModel model;
    private final int headSize;

    ReferenceLlama(SmallModel model) {
        this.model = model;
        this.headSize = model.headSize();
    }

    /** Scores for the token after each position. */
    double[][] scores(int[] tokens) {
        double[][] states = new double[tokens.length][];
        for (int i = 0; i < tokens.length; i++) {
            states[i] = model.matrix("model.embed_tokens")[tokens[i]].clone();
        }
        for (int layer = 0; layer < model.layers(); layer++) {
            String name = "model.layers." + layer + ".";
            add(states, attention(normed(states, name + "input_layernorm"), name + "self_attn."));
            add(states, feedForward(normed(states, name + "post_attention_layernorm"), name));
        }
        return product(normed(states, "model.norm"), "lm_head");
    }

    private double[][] attention(double[][] input, String name) {
        double[][] queries = rotated(product(input, name + "q_proj"));
        double[][] keys = rotated(product(input, name + "k_proj"));
        double[][] values = product(input, name + "v_proj");
        double[][] mixed = new double[input.length][headSize * model.heads()];
        int sharing = model.heads() / model.keyValueHeads();
        for (int position = 0; position < input.length; position++) {
            for (int head = 0; head < model.heads(); head++) {
                attend(
                        queries[position],
                        Arrays.copyOf(keys, position + 1),
                        values,
                        head * headSize,
                        head / sharing * headSize,
                        mixed[position]);
            }
        }
        return product(mixed, name + "o_proj");
    }

    private void attend(
            double[] query, double[][] keys, double[][] values, int from, int shared, double[] to) {
        double[] weights = new double[keys.length];
        double sum = 0;
        for (int i = 0; i < keys.length; i++) {
            double score = 0;
            for (int d = 0; d < headSize; d++) {
                score += query[from + d] * keys[i][shared + d];
            }
            weights[i] = Math.exp(score / Math.sqrt(headSize));
            sum += weights[i];
        }
        for (int i = 0; i < keys.length; i++) {
            for (int d = 0; d < headSize; d++) {
                to[from + d] += weights[i] / sum * values[i][shared + d];
            }
        }
    }

    private double[][] rotated(double[][] rows) {
        int half = headSize / 2;
        for (int position = 0; position < rows.length; position++) {
            double[] row = rows[position];
            for (int head = 0; head < row.length; head += headSize) {
                for (int i = 0; i < half; i++) {
                    double angle = position * Math.pow(SmallModel.ROPE_THETA, -2.0 * i / headSize);
                    double left = row[head + i];
                    double right = row[head + half + i];
                    row[head + i] = left * Math.cos(angle) - right * Math.sin(angle);
                    row[head + half + i] = left * Math.sin(angle) + right * Math.cos(angle);
                }
            }
        }
        return rows;
    }

    private double[][] feedForward(double[][] input, String name) {
        double[][] gate = product(input, name + "mlp.gate_proj");
        double[][] up = product(input, name + "mlp.up_proj");
        for (int row = 0; row < gate.length; row++) {
            for (int i = 0; i < gate[row].length; i++) {
                gate[row][i] *= up[row][i] / (1 + Math.exp(-gate[row][i]));
            }
        }
        return product(gate, name + "mlp.down_proj");
    }

    private double[][] normed(double[][] rows, String name) {
        double[] weights = model.matrix(name)[0];
        double[][] normed = new double[rows.length][];
        for (int r = 0; r < rows.length; r++) {
            double squares = Arrays.stream(rows[r]).map(value -> value * value).sum();
            double scale = 1 / Math.sqrt(squares / rows[r].length + SmallModel.EPSILON);
            normed[r] = new double[rows[r].length];
            for (int i = 0; i < weights.length; i++) {
                normed[r][i] = rows[r][i] * scale * weights[i];
            }
        }
        return normed;
    }

    private double[][] product(double[][] rows, String name) {
        double[][] matrix = model.matrix(name);
        double[][] product = new double[rows.length][matrix.length];
        for (int r = 0; r < rows.length; r++) {
            for (int o = 0; o < matrix.length; o++) {
                for (int i = 0; i < matrix[o].length; i++) {
                    product[r][o] += matrix[o][i] * rows[r][i];
                }
            }
        }
        return product;
    }

    private static void add(double[][] to, double[][] what) {
        for (int r = 0; r < to.length; r++) {
            for (int i = 0; i < to[r].length; i++) {
                to[r][i] += what[r][i];
            }
        }
    }
}
