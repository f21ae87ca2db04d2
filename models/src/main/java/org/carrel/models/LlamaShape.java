package org.carrel.models;

import org.carrel.models.gguf.GgufFile;
import org.carrel.models.gguf.GgufFormatException;
import org.carrel.models.gguf.GgufMetadata;
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
        double ropeBase) {

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
     * @throws ImportRefusedException when the model is of another kind or shape
     */
    static LlamaShape read(GgufFile file) throws GgufFormatException, ImportRefusedException {
        GgufMetadata metadata = file.metadata();
        String architecture = metadata.text("general.architecture");
        if (!architecture.equals("llama")) {
            throw new ImportRefusedException(
                    "the model's architecture is " + architecture + "; only llama can be imported");
        }
        int heads = metadata.whole("llama.attention.head_count", 1, 1_024);
        LlamaShape shape =
                new LlamaShape(
                        metadata.whole("llama.embedding_length", 1, MOST_SIZE),
                        metadata.whole("llama.feed_forward_length", 1, MOST_SIZE),
                        heads,
                        metadata.whole("llama.attention.head_count_kv", 1, heads, heads),
                        metadata.whole("llama.block_count", 1, 256),
                        metadata.whole("llama.context_length", 1, MOST_CONTEXT),
                        metadata.texts("tokenizer.ggml.tokens").size(),
                        metadata.positive("llama.attention.layer_norm_rms_epsilon"),
                        metadata.positive("llama.rope.freq_base", 10_000));
        shape.check();
        shape.checkVariants(metadata);
        return shape;
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
    private void checkVariants(GgufMetadata metadata)
            throws GgufFormatException, ImportRefusedException {
        String scaling = metadata.text("llama.rope.scaling.type", "none");
        require(scaling.equals("none"), "rotary scaling of type %s is not supported", scaling);
        int experts = metadata.whole("llama.expert_count", 0, MOST_SIZE, 0);
        require(experts == 0, "mixtures of experts are not supported (%d experts)", experts);
        for (String key :
                new String[] {"llama.rope.dimension_count", "llama.attention.key_length"}) {
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
