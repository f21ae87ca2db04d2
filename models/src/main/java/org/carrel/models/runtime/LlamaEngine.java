package org.carrel.models.runtime;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One llama in memory: tokens in, scores of the next one out. For one thread at a time. */
final class LlamaEngine implements AutoCloseable {

    /**
     * Tokens of a prompt read together. More would be little faster: the weights are then read
     * seldom enough for arithmetic to decide.
     */
    private static final int CHUNK = 64;

    private final LlamaSizes sizes;
    private final Arena arena;
    private final LlamaWeights weights;
    private final Team team;
    private final LlamaForward forward;
    private final OutputScores output;
    private final ChatTemplate template;

    private LlamaEngine(
            LlamaSizes sizes, Arena arena, LlamaWeights weights, Team team, ChatTemplate template) {
        this.sizes = sizes;
        this.arena = arena;
        this.weights = weights;
        this.team = team;
        this.template = template;
        this.forward = new LlamaForward(sizes, weights, team);
        this.output = new OutputScores(weights.output(), sizes.gemma(), team);
    }

    /**
     * Opens a model. While the weights are hashed they are read already, so that both take the time
     * of the longer; nothing of it is used before the hash is right.
     *
     * @param sha256 that the weights must have; null where nobody vouches for them
     * @throws UnusableModelException when they have another, or the folder is none that runs
     */
    static LlamaEngine load(Path folder, int threads, @Nullable String sha256) {
        return load(folder, threads, sha256, KernelCheck::products);
    }

    /**
     * @param check says who multiplies weights of 4 bits
     */
    static LlamaEngine load(
            Path folder,
            int threads,
            @Nullable String sha256,
            Function<LlamaWeights, Products> check) {
        Arena arena = Arena.ofShared();
        Team team = new Team(threads);
        CompletableFuture<Boolean> imported = CompletableFuture.completedFuture(true);
        try {
            WeightsMapping file = WeightsMapping.open(folder.resolve("model.safetensors"), arena);
            if (sha256 != null) {
                imported = CompletableFuture.supplyAsync(() -> file.sha256().equals(sha256));
            }
            LlamaEngine engine = open(folder, file, arena, team, check);
            requireImported(folder, imported.join());
            return engine;
        } catch (RuntimeException e) {
            boolean intact = imported.join(); // Nothing is unmapped while it is hashed.
            team.close();
            arena.close();
            requireImported(folder, intact);
            throw e;
        }
    }

    private static void requireImported(Path folder, boolean intact) {
        if (!intact) {
            throw new UnusableModelException(
                    "model.safetensors of " + folder + " is not the file that was imported");
        }
    }

    private static LlamaEngine open(
            Path folder,
            WeightsMapping file,
            Arena arena,
            Team team,
            Function<LlamaWeights, Products> check) {
        LlamaSizes sizes = LlamaSizes.read(folder);
        ChatTemplate template = ChatTemplate.read(folder);
        KernelCheck.requireAttention(sizes);
        Function<Products, LlamaEngine> with =
                products -> {
                    LlamaWeights weights = LlamaWeights.read(file, sizes, products);
                    LlamaEngine engine = new LlamaEngine(sizes, arena, weights, team, template);
                    engine.warmUp();
                    return engine;
                };
        LlamaEngine own = with.apply(Products.OWN);
        Products right = check.apply(own.weights);
        return right == Products.OWN ? own : with.apply(right);
    }

    /**
     * So that the first question meets compiled code. Tiles and what is left of them are two
     * products; more tokens would take longer and compile nothing else.
     */
    private void warmUp() {
        int[] tokens = new int[Math.min(2 * RoundedRows.TILE, sizes.context() / 2)];
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
        arena.close();
    }
}
