package org.carrel.models.runtime;

import com.github.tjake.jlama.model.AbstractModel;
import com.github.tjake.jlama.tensor.AbstractTensor;
import com.github.tjake.jlama.tensor.KvBufferCache;
import com.github.tjake.jlama.util.PhysicalCoreExecutor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One Jlama model and its key/value buffer: tokens in, the likeliest next token out.
 *
 * <p>For one thread at a time. The buffer lies in memory only. Of the last prompt it reuses what
 * template and instructions alone decided: reusing more would let the time of an answer tell what
 * somebody else asked before.
 */
final class JlamaEngine implements AutoCloseable {

    private final AbstractModel model;
    private final KvBufferCache.KvBuffer buffer;
    private final AbstractTensor logits;
    private int position;
    private int[] kept = {};

    private JlamaEngine(AbstractModel model) {
        this.model = model;
        this.buffer = new KvBufferCache(model).getEphemeralKvBuffer();
        this.logits = model.makeDenseTensor(1, model.getConfig().vocabularySize);
    }

    static JlamaEngine load(Path folder, int threads) {
        limitThreads(threads);
        return new JlamaEngine(RoundingLlama.load(folder));
    }

    private static void limitThreads(int threads) {
        try {
            PhysicalCoreExecutor.overrideThreadCount(threads);
        } catch (IllegalStateException alreadyStarted) {
            // The pool is one a JVM and an earlier model started it: its size stays.
            return;
        }
    }

    ChatTemplate chatTemplate() {
        return ChatTemplate.of(
                model.promptSupport()
                        .orElseThrow(() ->
                                new UnusableModelException(
                                        "tokenizer_config.json has no chat_template")));
    }

    /**
     * Reads a prompt from the start.
     *
     * @param cancelled asked between chunks
     * @return the likeliest next token, or empty when cancelled
     */
    Optional<Integer> read(PromptTokens prompt, BooleanSupplier cancelled) {
        int[] ids = prompt.ids();
        position = reusable(prompt);
        kept = new int[0];
        int[] chunks = PromptChunks.of(ids.length - position);
        for (int i = 0; i < chunks.length; i++) {
            if (cancelled.getAsBoolean()) {
                return Optional.empty();
            }
            int[] rows = Arrays.copyOfRange(ids, position, position + chunks[i]);
            try (AbstractTensor out = model.batchForward(rows, position, buffer)) {
                position += rows.length;
                if (i == chunks.length - 1) {
                    kept = prompt.sharedIds();
                    return Optional.of(likeliest(out.slice(rows.length - 1)));
                }
            }
        }
        throw new IllegalArgumentException("the prompt has no tokens");
    }

    /** Reads one token and answers the likeliest one after it. */
    int read(int token) {
        try (AbstractTensor out = model.forward(token, position, buffer, Optional.empty())) {
            position++;
            return likeliest(out);
        }
    }

    /** The scores behind the last answer, one for each token of the vocabulary. */
    float[] scores() {
        float[] scores = new float[model.getConfig().vocabularySize];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = logits.get(0, i);
        }
        return scores;
    }

    private int reusable(PromptTokens prompt) {
        int mismatch = Arrays.mismatch(kept, prompt.ids());
        int common = mismatch < 0 ? kept.length : mismatch;
        // At least one token has to be read for there to be a next one.
        return Math.min(Math.min(common, prompt.shared()), prompt.length() - 1);
    }

    private int likeliest(AbstractTensor output) {
        int token = model.sample(output, 0f, 0f, logits);
        if (token < 0) {
            throw new IllegalStateException("the model computed no usable score");
        }
        return token;
    }

    @Override
    public void close() {
        logits.close();
        buffer.close();
        model.close();
    }
}
