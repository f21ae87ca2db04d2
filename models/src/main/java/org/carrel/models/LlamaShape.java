package org.carrel.models;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.carrel.models.gguf.GgufFile;
import org.carrel.models.gguf.GgufFormatException;
import org.carrel.models.gguf.GgufMetadata;
import org.carrel.models.gguf.GgufTensor;
import org.carrel.models.packed.PackedForm;

/**
 * The hyper-parameters of a llama model, read from a file's metadata.
 *
 * @param hidden length of the residual stream
 * @param feedForward inner length of the feed-forward part
 * @param heads number of query heads
 * @param keyValueHeads number of key/value heads; a divisor of heads
 * @param headSize length of one head's part of a row
 * @param layers number of transformer blocks
 * @param context longest input in tokens
 * @param vocabulary number of tokens
 * @param normEpsilon added to the mean square in RMS normalisation
 * @param ropeBase base of the rotary position angles
 * @param divisors what each rotary frequency of a head is divided by; empty for nothing
 * @param variant what it has beyond a plain llama
 */
record LlamaShape(
        int hidden,
        int feedForward,
        int heads,
        int keyValueHeads,
        int headSize,
        int layers,
        int context,
        int vocabulary,
        double normEpsilon,
        double ropeBase,
        List<Double> divisors,
        LlamaVariant variant) {

    /** Of GGUF files. */
    private static final String QWEN2 = "qwen2";

    static final String GEMMA2 = "gemma2";

    private static final List<String> ARCHITECTURES = List.of("llama", QWEN2, GEMMA2);

    /** GGUF's tensor of what the frequencies are divided by. */
    static final String FREQUENCIES = "rope_freqs.weight";

    /** Rows of a group and columns of a block, as weights are stored and multiplied. */
    private static final int TILE = PackedForm.ROWS;

    /** Numbers in the widest register that the runtime computes with. */
    private static final int HEAD_STEP = 16;

    /** Longer contexts are cut to this. */
    static final int MOST_CONTEXT = 1 << 17;

    private static final int MOST_SIZE = 1 << 20;

    /**
     * Reads the shape and refuses what would be computed wrongly.
     *
     * @throws GgufFormatException when a number is missing or out of bounds
     * @throws IOException when the file cannot be read
     * @throws ImportRefusedException when the model is of another kind or shape
     */
    static LlamaShape read(GgufFile file) throws IOException {
        GgufMetadata metadata = file.metadata();
        String architecture = architecture(file);
        if (!ARCHITECTURES.contains(architecture)) {
            throw new ImportRefusedException(
                    "the model's architecture is %s; of GGUF files only %s can be imported"
                            .formatted(architecture, String.join(", ", ARCHITECTURES)));
        }
        String prefix = architecture + ".";
        int heads = metadata.whole(prefix + "attention.head_count", 1, 1_024);
        int hidden = metadata.whole(prefix + "embedding_length", 1, MOST_SIZE);
        LlamaShape shape =
                new LlamaShape(
                        hidden,
                        metadata.whole(prefix + "feed_forward_length", 1, MOST_SIZE),
                        heads,
                        metadata.whole(prefix + "attention.head_count_kv", 1, heads, heads),
                        headSize(metadata, architecture, hidden, heads),
                        metadata.whole(prefix + "block_count", 1, 256),
                        context(metadata, architecture),
                        metadata.texts("tokenizer.ggml.tokens").size(),
                        metadata.positive(prefix + "attention.layer_norm_rms_epsilon"),
                        metadata.positive(prefix + "rope.freq_base", 10_000),
                        List.of(),
                        variant(metadata, architecture));
        shape.check();
        shape.checkVariants(metadata, prefix);
        return shape.with(shape.divisors(file, prefix));
    }

    private static int headSize(GgufMetadata metadata, String architecture, int hidden, int heads)
            throws IOException {
        return architecture.equals(GEMMA2)
                ? metadata.whole(GEMMA2 + ".attention.key_length", 1, MOST_SIZE)
                : headSize(hidden, heads);
    }

    /** Within the window, attention to a window is attention to everything. */
    private static int context(GgufMetadata metadata, String architecture) throws IOException {
        int context = metadata.whole(architecture + ".context_length", 1, MOST_CONTEXT);
        return architecture.equals(GEMMA2)
                ? Math.min(
                        context,
                        metadata.whole(
                                GEMMA2 + ".attention.sliding_window", 1, MOST_CONTEXT, context))
                : context;
    }

    private static LlamaVariant variant(GgufMetadata metadata, String architecture)
            throws IOException {
        return switch (architecture) {
            case QWEN2 -> LlamaVariant.WITH_BIASES;
            case GEMMA2 ->
                    new LlamaVariant(
                            false,
                            Optional.of(
                                    new LlamaVariant.Gemma(
                                            metadata.positive(GEMMA2 + ".attn_logit_softcapping"),
                                            metadata.positive(
                                                    GEMMA2 + ".final_logit_softcapping"))));
            default -> LlamaVariant.PLAIN;
        };
    }

    static String architecture(GgufFile file) throws GgufFormatException {
        return file.metadata().text("general.architecture");
    }

    /** The same with other rotary frequencies. */
    LlamaShape with(List<Double> divided) {
        return new LlamaShape(
                hidden,
                feedForward,
                heads,
                keyValueHeads,
                headSize,
                layers,
                context,
                vocabulary,
                normEpsilon,
                ropeBase,
                divided,
                variant);
    }

    private List<Double> divisors(GgufFile file, String prefix) throws IOException {
        GgufMetadata metadata = file.metadata();
        if (metadata.text(prefix + "rope.scaling.type", "none").equals("linear")) {
            return RotaryScaling.linear(metadata.positive(prefix + "rope.scaling.factor"), this);
        }
        if (!file.tensors().containsKey(FREQUENCIES)) {
            return List.of();
        }
        GgufTensor tensor = file.tensor(FREQUENCIES);
        require(
                tensor.rows() == 1 && tensor.columns() == headSize / 2,
                "tensor %s does not fit the head size %d",
                FREQUENCIES,
                headSize);
        float[] values = new float[tensor.columns()];
        file.readRow(tensor, 0, new byte[tensor.rowBytes()], values);
        List<Double> divisors = new ArrayList<>();
        for (float value : values) {
            require(
                    value > 0 && Float.isFinite(value),
                    "tensor %s holds a number that divides no frequency",
                    FREQUENCIES);
            divisors.add((double) value);
        }
        return divisors;
    }

    LlamaShape {
        divisors = List.copyOf(divisors);
    }

    /**
     * What is left to a head where nothing else is said.
     *
     * @throws ImportRefusedException when the heads do not share the hidden size
     */
    static int headSize(int hidden, int heads) throws ImportRefusedException {
        require(
                hidden % heads == 0 && hidden / heads % 2 == 0,
                "the hidden size %d does not split into %d heads of even size",
                hidden,
                heads);
        return hidden / heads;
    }

    /** Rows of the query projection. */
    int queries() {
        return heads * headSize;
    }

    /** Rows of the key and of the value projection. */
    int keyValue() {
        return keyValueHeads * headSize;
    }

    /** Refuses what the runtime does not compute, with the rule. */
    void check() throws ImportRefusedException {
        require(
                heads % keyValueHeads == 0,
                "%d query heads do not share %d key/value heads evenly",
                heads,
                keyValueHeads);
        require(
                headSize % HEAD_STEP == 0,
                "the head size %d is not a multiple of %d, as the runtime needs it",
                headSize,
                HEAD_STEP);
        requireTile("hidden", hidden);
        requireTile("query", queries());
        requireTile("key/value", keyValue());
        requireTile("feed-forward", feedForward);
    }

    /** Features of newer files that nobody would compute, so that answers would be wrong. */
    private void checkVariants(GgufMetadata metadata, String prefix)
            throws GgufFormatException, ImportRefusedException {
        String scaling = metadata.text(prefix + "rope.scaling.type", "none");
        boolean known = scaling.equals("none") || scaling.equals("linear");
        require(known, "rotary scaling of type %s is not supported", scaling);
        int experts = metadata.whole(prefix + "expert_count", 0, MOST_SIZE, 0);
        require(experts == 0, "mixtures of experts are not supported (%d experts)", experts);
        for (String name :
                List.of("rope.dimension_count", "attention.key_length", "attention.value_length")) {
            String key = prefix + name;
            int size = metadata.whole(key, 1, MOST_SIZE, headSize);
            require(size == headSize, "%s is %d, not the head size %d", key, size, headSize);
        }
    }

    private static void requireTile(String what, int size) throws ImportRefusedException {
        require(
                size % TILE == 0,
                "the %s size %d is not a multiple of %d, as the runtime needs it",
                what,
                size,
                TILE);
    }

    private static void require(boolean holds, String message, Object... arguments)
            throws ImportRefusedException {
        if (!holds) {
            throw new ImportRefusedException(message.formatted(arguments));
        }
    }
}
