package org.carrel.models.runtime;

import com.github.tjake.jlama.model.AbstractModel;
import com.github.tjake.jlama.model.ModelSupport;
import com.github.tjake.jlama.safetensors.DType;
import com.github.tjake.jlama.tensor.AbstractTensor;
import com.github.tjake.jlama.tensor.KvBufferCache;
import com.github.tjake.jlama.util.PhysicalCoreExecutor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Forward passes by Jlama alone: what benchmarks compare with, and a second way to the same scores.
 * For one thread.
 */
final class JlamaBaseline implements AutoCloseable {

    private final AbstractModel model;
    private final KvBufferCache.KvBuffer buffer;
    private final AbstractTensor<?, ?> logits;
    private int position;

    private JlamaBaseline(AbstractModel model) {
        this.model = model;
        this.buffer = new KvBufferCache(model).getEphemeralKvBuffer();
        this.logits = model.makeDenseTensor(1, model.getConfig().vocabularySize);
    }

    /**
     * @param imported is written again, as Jlama reads it, into {@code work}
     * @param activations I8 as Jlama runs by default, F32 for scores to compare
     */
    static JlamaBaseline load(Path imported, Path work, int threads, DType activations)
            throws IOException {
        limitThreads(threads);
        Path folder = Files.createDirectories(work.resolve("jlama"));
        JlamaFolder.write(imported, folder);
        return new JlamaBaseline(
                ModelSupport.loadModel(
                        folder.toFile(),
                        work.toFile(),
                        DType.F32,
                        activations,
                        Optional.empty(),
                        Optional.empty()));
    }

    private static void limitThreads(int threads) {
        try {
            PhysicalCoreExecutor.overrideThreadCount(threads);
        } catch (IllegalStateException alreadyStarted) {
            // The pool is one a JVM and an earlier model started it: its size stays.
            return;
        }
    }

    /** Reads a prompt from the start and answers the likeliest next token. */
    int read(int[] ids) {
        position = 0;
        int next = -1;
        for (int rows : PromptChunks.of(ids.length)) {
            int[] chunk = Arrays.copyOfRange(ids, position, position + rows);
            try (AbstractTensor<?, ?> out = model.batchForward(chunk, position, buffer)) {
                position += rows;
                next = likeliest(out.slice(rows - 1));
            }
        }
        return next;
    }

    /** Reads one token and answers the likeliest one after it. */
    int read(int token) {
        try (AbstractTensor<?, ?> out = model.forward(token, position, buffer, Optional.empty())) {
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

    private int likeliest(AbstractTensor<?, ?> output) {
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
