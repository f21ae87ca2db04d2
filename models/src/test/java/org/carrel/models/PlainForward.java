package org.carrel.models;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** A llama forward pass in double precision, as in the paper: no cache, no blocks, no kernels. */
public final class PlainForward {

    private final MadeLlama model;
    private final Factors factors;
    private final double[] divisors;
    private final double attentionCap;
    private final double outputCap;

    /** Granite's constants; a llama has 1, 1, one over the root of the head size, and 1. */
    public record Factors(double embedding, double residual, double attention, double logits) {}

    public PlainForward(MadeLlama model) {
        this(model, new Factors(1, 1, 1 / Math.sqrt(MadeLlama.HEAD), 1));
    }

    public PlainForward(MadeLlama model, Factors factors) {
        this(model, factors, DoubleStream.generate(() -> 1).limit(MadeLlama.HEAD / 2).toArray());
    }

    /** A llama whose rotary frequencies are divided. */
    public PlainForward(MadeLlama model, double... divisors) {
        this(model, new Factors(1, 1, 1 / Math.sqrt(MadeLlama.HEAD), 1), divisors);
    }

    private PlainForward(MadeLlama model, Factors factors, double[] divisors) {
        this(model, factors, divisors, 0, 0);
    }

    private PlainForward(
            MadeLlama model,
            Factors factors,
            double[] divisors,
            double attentionCap,
            double outputCap) {
        this.model = model;
        this.factors = factors;
        this.divisors = divisors.clone();
        this.attentionCap = attentionCap;
        this.outputCap = outputCap;
    }

    /**
     * A gemma 2.
     *
     * @param scalar whose root scores of attention are divided by
     */
    public static PlainForward gemma2(
            MadeLlama model, double scalar, double attentionCap, double outputCap) {
        return new PlainForward(
                model,
                new Factors(Math.sqrt(MadeLlama.HIDDEN), 1, 1 / Math.sqrt(scalar), 1),
                DoubleStream.generate(() -> 1).limit(MadeLlama.HEAD / 2).toArray(),
                attentionCap,
                outputCap);
    }

    private static double capped(double score, double cap) {
        return cap == 0 ? score : cap * Math.tanh(score / cap);
    }

    /** The scores of the next token after {@code tokens}. */
    public double[] logits(int... tokens) {
        double[][] stream = new double[tokens.length][];
        for (int i = 0; i < tokens.length; i++) {
            stream[i] = new double[MadeLlama.HIDDEN];
            for (int j = 0; j < MadeLlama.HIDDEN; j++) {
                stream[i][j] =
                        factors.embedding()
                                * model.weights("token_embd")[tokens[i] * MadeLlama.HIDDEN + j];
            }
        }
        for (int layer = 0; layer < MadeLlama.LAYERS; layer++) {
            attention(stream, "blk." + layer + ".");
            feedForward(stream, "blk." + layer + ".");
        }
        double[] logits = times("output", norm("output_norm", stream[tokens.length - 1]));
        return Arrays.stream(logits)
                .map(logit -> capped(logit / factors.logits(), outputCap))
                .toArray();
    }

    private void attention(double[][] stream, String block) {
        int count = stream.length;
        double[][] queries = new double[count][];
        double[][] keys = new double[count][];
        double[][] values = new double[count][];
        for (int i = 0; i < count; i++) {
            double[] input = norm(block + "attn_norm", stream[i]);
            queries[i] = rotated(times(block + "attn_q", input), i);
            keys[i] = rotated(times(block + "attn_k", input), i);
            values[i] = times(block + "attn_v", input);
        }
        for (int i = 0; i < count; i++) {
            double[] mixed = new double[MadeLlama.HIDDEN];
            for (int head = 0; head < MadeLlama.HEADS; head++) {
                mix(head, i, queries[i], keys, values, mixed);
            }
            double[] added = times(block + "attn_output", mixed);
            add(stream[i], gemmas(block + "post_attention_norm", added));
        }
    }

    private void mix(
            int head, int last, double[] query, double[][] keys, double[][] values, double[] out) {
        int from = head * MadeLlama.HEAD;
        int shared = head / (MadeLlama.HEADS / MadeLlama.KEY_VALUE_HEADS) * MadeLlama.HEAD;
        double[] weight = new double[last + 1];
        double sum = 0;
        for (int i = 0; i <= last; i++) {
            double score = 0;
            for (int j = 0; j < MadeLlama.HEAD; j++) {
                score += query[from + j] * keys[i][shared + j];
            }
            weight[i] = Math.exp(capped(score * factors.attention(), attentionCap));
            sum += weight[i];
        }
        for (int i = 0; i <= last; i++) {
            for (int j = 0; j < MadeLlama.HEAD; j++) {
                out[from + j] += weight[i] / sum * values[i][shared + j];
            }
        }
    }

    private void feedForward(double[][] stream, String block) {
        for (double[] row : stream) {
            double[] input = norm(block + "ffn_norm", row);
            double[] gate = times(block + "ffn_gate", input);
            double[] up = times(block + "ffn_up", input);
            for (int j = 0; j < gate.length; j++) {
                gate[j] = activated(gate[j]) * up[j];
            }
            add(row, gemmas(block + "post_ffw_norm", times(block + "ffn_down", gate)));
        }
    }

    private double activated(double x) {
        return outputCap == 0
                ? x / (1 + Math.exp(-x))
                : 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
    }

    private double[] gemmas(String name, double[] row) {
        return model.has(name) ? norm(name, row) : row;
    }

    /** Number i of a head turns with number i + size/2, by position / 10000^(2i/size). */
    private double[] rotated(double[] row, int position) {
        double[] turned = row.clone();
        int half = MadeLlama.HEAD / 2;
        for (int at = 0; at < row.length; at++) {
            int inHead = at % MadeLlama.HEAD;
            double frequency = 1 / Math.pow(10_000, 2.0 * (inHead % half) / MadeLlama.HEAD);
            double angle = position * frequency / divisors[inHead % half];
            double other = inHead < half ? -row[at + half] : row[at - half];
            turned[at] = row[at] * Math.cos(angle) + other * Math.sin(angle);
        }
        return turned;
    }

    private double[] norm(String name, double[] row) {
        double squares = 0;
        for (double value : row) {
            squares += value * value;
        }
        double[] normed = new double[row.length];
        for (int j = 0; j < row.length; j++) {
            normed[j] = row[j] / Math.sqrt(squares / row.length + 1e-5) * model.weights(name)[j];
        }
        return normed;
    }

    private double[] times(String name, double[] row) {
        float[] matrix = model.weights(name);
        double[] product = new double[matrix.length / row.length];
        for (int i = 0; i < product.length; i++) {
            for (int j = 0; j < row.length; j++) {
                product[i] += matrix[i * row.length + j] * row[j];
            }
            product[i] += model.has(name + ".bias") ? model.weights(name + ".bias")[i] : 0;
        }
        return product;
    }

    private void add(double[] to, double[] what) {
        for (int j = 0; j < to.length; j++) {
            to[j] += factors.residual() * what[j];
        }
    }
}
