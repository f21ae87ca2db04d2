package org.carrel.models;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.carrel.models.gguf.GgufBuilder;

/**
 * A small llama whose weights Q4 holds exactly, so that an imported copy can be compared with a
 * plain computation. Matrices are kept in Hugging Face's row order and written in GGUF's.
 */
public final class MadeLlama {

    static final int HIDDEN = 256;
    static final int FEED_FORWARD = 384;
    static final int HEADS = 4;
    static final int KEY_VALUE_HEADS = 2;
    static final int LAYERS = 2;
    static final int CONTEXT = 64;
    static final int VOCABULARY = MadeVocabulary.SIZE;
    public static final int HEAD = HIDDEN / HEADS;
    static final int KEY_VALUE = KEY_VALUE_HEADS * HEAD;

    private final Random random;
    private final Map<String, float[]> weights = new LinkedHashMap<>();

    public MadeLlama(long seed) {
        random = new Random(seed);
        embedding();
        for (int layer = 0; layer < LAYERS; layer++) {
            String block = "blk." + layer + ".";
            norm(block + "attn_norm");
            matrix(block + "attn_q", HIDDEN, HIDDEN);
            matrix(block + "attn_k", KEY_VALUE, HIDDEN);
            matrix(block + "attn_v", KEY_VALUE, HIDDEN);
            matrix(block + "attn_output", HIDDEN, HIDDEN);
            norm(block + "ffn_norm");
            matrix(block + "ffn_gate", FEED_FORWARD, HIDDEN);
            matrix(block + "ffn_up", FEED_FORWARD, HIDDEN);
            matrix(block + "ffn_down", HIDDEN, FEED_FORWARD);
        }
        norm("output_norm");
        matrix("output", VOCABULARY, HIDDEN);
    }

    /** Whether a tensor is there. */
    boolean has(String name) {
        return weights.containsKey(name);
    }

    /** Row-major weights by GGUF's name without {@code .weight}, in Hugging Face's row order. */
    float[] weights(String name) {
        float[] found = weights.get(name);
        if (found == null) {
            throw new IllegalArgumentException(name);
        }
        return found;
    }

    /** GGUF's names without {@code .weight}, in order; of biases whole. */
    Set<String> names() {
        return weights.keySet();
    }

    /** Makes one matrix of embedding and output, of steps that Q4 holds exactly. */
    public void tie() {
        weights.put("token_embd", weights("output"));
    }

    /** Gives queries, keys and values biases, as a qwen2 has them. */
    public void addBiases() {
        for (int layer = 0; layer < LAYERS; layer++) {
            String block = "blk." + layer + ".";
            bias(block + "attn_q", HIDDEN);
            bias(block + "attn_k", KEY_VALUE);
            bias(block + "attn_v", KEY_VALUE);
        }
    }

    /** Norms of what attention and the feed-forward part add, as a gemma 2 has them. */
    public void addNorms() {
        for (int layer = 0; layer < LAYERS; layer++) {
            norm("blk." + layer + ".post_attention_norm");
            norm("blk." + layer + ".post_ffw_norm");
        }
    }

    private void bias(String name, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (random.nextInt(255) - 127) / 64f;
        }
        weights.put(name + ".bias", values);
    }

    public GgufBuilder write() {
        GgufBuilder file = head("llama");
        new MadeVocabulary().write(file);
        weights.forEach((name, values) -> tensor(file, name, values, true));
        return file;
    }

    /** As a qwen2 file, whose rows are not moved. */
    public GgufBuilder writeQwen2() {
        GgufBuilder file = head("qwen2");
        new MadeByteVocabulary().write(file, "qwen2");
        weights.forEach((name, values) -> tensor(file, name, values, false));
        return file;
    }

    /** As a gemma 2 file, whose rows are not moved. */
    public GgufBuilder writeGemma2(float attentionCap, float outputCap) {
        GgufBuilder file =
                head("gemma2")
                        .whole("gemma2.attention.key_length", HEAD)
                        .whole("gemma2.attention.sliding_window", 48)
                        .real("gemma2.attn_logit_softcapping", attentionCap)
                        .real("gemma2.final_logit_softcapping", outputCap);
        new MadeVocabulary().write(file);
        weights.forEach((name, values) -> tensor(file, name, values, false));
        return file;
    }

    private static GgufBuilder head(String architecture) {
        return new GgufBuilder()
                .text("general.architecture", architecture)
                .whole(architecture + ".embedding_length", HIDDEN)
                .whole(architecture + ".feed_forward_length", FEED_FORWARD)
                .whole(architecture + ".attention.head_count", HEADS)
                .whole(architecture + ".attention.head_count_kv", KEY_VALUE_HEADS)
                .whole(architecture + ".block_count", LAYERS)
                .whole(architecture + ".context_length", CONTEXT)
                .real(architecture + ".attention.layer_norm_rms_epsilon", 1e-5f);
    }

    private static void tensor(GgufBuilder file, String name, float[] values, boolean moved) {
        if (name.endsWith("bias")) {
            file.floats(name, values, values.length);
            return;
        }
        if (name.endsWith("norm")) {
            file.floats(name + ".weight", values, values.length);
            return;
        }
        int columns = name.endsWith("ffn_down") ? FEED_FORWARD : HIDDEN;
        boolean rotated = moved && (name.endsWith("attn_q") || name.endsWith("attn_k"));
        float[] rows = rotated ? sideBySide(values, columns) : values;
        file.floats(name + ".weight", rows, columns, rows.length / columns);
    }

    /** The rows i and i + size/2 of each head, which are rotated together, become neighbours. */
    private static float[] sideBySide(float[] values, int columns) {
        float[] moved = new float[values.length];
        for (int row = 0; row < values.length / columns; row++) {
            int inHead = row % HEAD;
            int to = row - inHead + 2 * (inHead % (HEAD / 2)) + inHead / (HEAD / 2);
            System.arraycopy(values, row * columns, moved, to * columns, columns);
        }
        return moved;
    }

    private void embedding() {
        float[] values = new float[VOCABULARY * HIDDEN];
        for (int i = 0; i < values.length; i++) {
            values[i] = (random.nextInt(255) - 127) / 128f; // eight bits fit into BF16
        }
        weights.put("token_embd", values);
    }

    private void norm(String name) {
        float[] values = new float[HIDDEN];
        for (int i = 0; i < values.length; i++) {
            values[i] = 0.5f + random.nextInt(128) / 128f; // exact in 16 bits too
        }
        weights.put(name, values);
    }

    /** Whole steps of a power of two, with a -8 in each block of 32: nothing is lost in Q4. */
    private void matrix(String name, int rows, int columns) {
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            int step = i % 32 == 7 ? -8 : random.nextInt(15) - 7;
            values[i] = step / 64f;
        }
        weights.put(name, values);
    }
}
