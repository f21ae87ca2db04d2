package org.carrel.models.runtime;

import com.github.tjake.jlama.model.llama.LlamaTokenizer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One llama in memory: tokens in, scores of the next one out. For one thread at a time. */
final class LlamaEngine implements AutoCloseable {

    /**
     * Tokens of a prompt read together. More would be little faster: the weights are then read
     * seldom enough for arithmetic to decide.
     */
    private static final int CHUNK = 64;

    private final LlamaSizes sizes;
    private final LlamaWeights weights;
    private final Team team;
    private final LlamaForward forward;
    private final OutputScores output;
    private final ChatTemplate template;

    private LlamaEngine(LlamaSizes sizes, LlamaWeights weights, Team team, ChatTemplate template) {
        this.sizes = sizes;
        this.weights = weights;
        this.team = team;
        this.template = template;
        this.forward = new LlamaForward(sizes, weights, team);
        this.output = new OutputScores(weights.output(), team);
    }

    static LlamaEngine load(Path folder, int threads, LlamaWeights.Products products) {
        LlamaSizes sizes = LlamaSizes.read(folder);
        ChatTemplate template =
                ChatTemplate.of(
                        new LlamaTokenizer(folder)
                                .promptSupport()
                                .orElseThrow(() ->
                                        new UnusableModelException(
                                                "tokenizer_config.json has no chat_template")));
        LlamaWeights weights = LlamaWeights.load(folder, sizes, products);
        LlamaEngine engine = new LlamaEngine(sizes, weights, new Team(threads), template);
        engine.warmUp();
        // The weights were copied: without this the whole file stays mapped until a collection.
        System.gc();
        return engine;
    }

    /** So that the first question meets compiled code and weights in memory. */
    private void warmUp() {
        int[] tokens = new int[Math.min(CHUNK, sizes.context() / 2)];
        KeyValues past = new KeyValues(sizes);
        read(tokens, 0, past, () -> false);
        read(new int[1], tokens.length, past, () -> false);
    }

    ChatTemplate chatTemplate() {
        return template;
    }

    /** Bytes of weights that one token reads, its embedding apart. */
    long weightBytes() {
        return weights.bytes();
    }

    int context() {
        return sizes.context();
    }

    KeyValues newKeyValues() {
        return new KeyValues(sizes);
    }

    /**
     * Reads a prompt from {@code from} on.
     *
     * @param past holds what stands before {@code from}
     * @param cancelled asked before each layer of each chunk
     * @return the scores after it, or null when cancelled
     */
    float @Nullable [] readPrompt(int[] ids, int from, KeyValues past, BooleanSupplier cancelled) {
        past.reserve(ids.length);
        float[] states = {};
        int rows = 0;
        for (int position = from; position < ids.length; position += rows) {
            rows = Math.min(CHUNK, ids.length - position);
            int[] chunk = Arrays.copyOfRange(ids, position, position + rows);
            float[] read = forward.read(chunk, position, past, cancelled);
            if (read == null) {
                return null;
            }
            states = read;
        }
        if (rows == 0) {
            throw new IllegalArgumentException("the prompt has no tokens");
        }
        Rows normed = Rows.of(1, sizes.hidden());
        forward.lastNorm(states, rows - 1, normed, 0);
        return output.of(normed)[0];
    }

    /**
     * Reads a few tokens.
     *
     * @return the scores after each, or null when cancelled
     */
    float @Nullable [][] read(
            int[] tokens, int position, KeyValues past, BooleanSupplier cancelled) {
        float[] states = forward.read(tokens, position, past, cancelled);
        if (states == null) {
            return null;
        }
        Rows normed = Rows.of(tokens.length, sizes.hidden());
        for (int row = 0; row < tokens.length; row++) {
            forward.lastNorm(states, row, normed, row);
        }
        return output.of(normed);
    }

    @Override
    public void close() {
        team.close();
        weights.arena().close();
    }
}
