package org.carrel.models;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
 * @param layers number of transformer blocks
 * @param context longest input in tokens
 * @param vocabulary number of tokens
 * @param normEpsilon added to the mean square in RMS normalisation
 * @param ropeBase base of the rotary position angles
 * @param divisors what each rotary frequency of a head is divided by; empty for nothing
 * @param biases whether queries, keys and values have one
 */
record LlamaShape(
        int hidden,
        int feedForward,
        int heads,
        int keyValueHeads,
        int layers,
        int context,
        int vocabulary,
        double normEpsilon,
        double ropeBase,
        List<Double> divisors,
        boolean biases) {

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
        if (!architecture.equals("llama") && !architecture.equals("qwen2")) {
            throw new ImportRefusedException(
                    "the model's architecture is %s; only llama and qwen2 can be imported"
                            .formatted(architecture));
        }
        String prefix = architecture + ".";
        int heads = metadata.whole(prefix + "attention.head_count", 1, 1_024);
        LlamaShape shape =
                new LlamaShape(
                        metadata.whole(prefix + "embedding_length", 1, MOST_SIZE),
                        metadata.whole(prefix + "feed_forward_length", 1, MOST_SIZE),
                        heads,
                        metadata.whole(prefix + "attention.head_count_kv", 1, heads, heads),
                        metadata.whole(prefix + "block_count", 1, 256),
                        metadata.whole(prefix + "context_length", 1, MOST_CONTEXT),
                        metadata.texts("tokenizer.ggml.tokens").size(),
                        metadata.positive(prefix + "attention.layer_norm_rms_epsilon"),
                        metadata.positive(prefix + "rope.freq_base", 10_000),
                        List.of(),
                        architecture.equals("qwen2"));
        shape.check();
        shape.checkVariants(metadata, prefix);
        return shape.with(shape.divisors(file, prefix));
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
                layers,
                context,
                vocabulary,
                normEpsilon,
                ropeBase,
                divided,
                biases);
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
                tensor.rows() == 1 && tensor.columns() == headSize() / 2,
                "tensor %s does not fit the head size %d",
                FREQUENCIES,
                headSize());
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

    /** Length of one head's part of a row. */
    int headSize() {
        return hidden / heads;
    }

    /** Rows of the key and of the value projection. */
    int keyValue() {
        return keyValueHeads * headSize();
    }

    /** Refuses what the runtime does not compute, with the rule. */
    void check() throws ImportRefusedException {
        require(
                hidden % heads == 0 && headSize() % 2 == 0,
                "the hidden size %d does not split into %d heads of even size",
                hidden,
                heads);
        require(
                heads % keyValueHeads == 0,
                "%d query heads do not share %d key/value heads evenly",
                heads,
                keyValueHeads);
        require(
                headSize() % HEAD_STEP == 0,
                "the head size %d is not a multiple of %d, as the runtime needs it",
                headSize(),
                HEAD_STEP);
        requireTile("hidden", hidden);
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
        for (String name : new String[] {"rope.dimension_count", "attention.key_length"}) {
            String key = prefix + name;
            int size = metadata.whole(key, 1, MOST_SIZE, headSize());
            require(size == headSize(), "%s is %d, not the head size %d", key, size, headSize());
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
