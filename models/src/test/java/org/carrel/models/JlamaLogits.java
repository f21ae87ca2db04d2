package org.carrel.models;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.tjake.jlama.model.AbstractModel;
import com.github.tjake.jlama.model.ModelSupport;
import com.github.tjake.jlama.safetensors.DType;
import com.github.tjake.jlama.tensor.AbstractTensor;
import com.github.tjake.jlama.tensor.KvBufferCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What Jlama computes with an imported model. */
final class JlamaLogits {

    private static final int[] TOKENS = {1, 260, 17, 301, 333};

    private JlamaLogits() {}

    /** Asserts that Jlama's scores after some tokens are those of a plain computation. */
    static void assertAgree(PlainForward plain, Path imported, Path work) throws IOException {
        double[] expected = plain.logits(TOKENS);
        double[] actual = of(imported, Files.createDirectories(work));
        double widest = 0;
        for (double value : expected) {
            widest = Math.max(widest, Math.abs(value));
        }
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i], 1e-3 * widest, "token " + i);
        }
    }

    private static double[] of(Path imported, Path work) {
        try (AbstractModel model =
                        ModelSupport.loadModel(
                                imported.toFile(),
                                work.toFile(),
                                DType.F32,
                                DType.F32,
                                Optional.empty(),
                                Optional.empty());
                KvBufferCache cache = new KvBufferCache(model);
                KvBufferCache.KvBuffer buffer = cache.getEphemeralKvBuffer();
                AbstractTensor<?, ?> rows = model.batchForward(TOKENS, 0, buffer);
                AbstractTensor<?, ?> logits = model.makeDenseTensor(1, MadeLlama.VOCABULARY)) {
            model.sample(rows.slice(TOKENS.length - 1), 0, 0, logits);
            double[] values = new double[MadeLlama.VOCABULARY];
            for (int i = 0; i < values.length; i++) {
                values[i] = logits.get(0, i);
            }
            return values;
        }
    }
}
