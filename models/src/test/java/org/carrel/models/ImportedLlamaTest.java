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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes out of an import computes what went in. */
class ImportedLlamaTest {

    @TempDir private Path folder;

    @Test
    void jlamaComputesTheLogitsOfAPlainForwardPass() throws IOException {
        MadeLlama made = new MadeLlama(2026);
        Path imported = MadeImport.of(made.write().build(), folder).run().folder();
        int[] tokens = {1, 260, 17, 301, 333};
        double[] expected = new PlainForward(made).logits(tokens);

        double[] actual = logits(imported, tokens);

        double widest = 0;
        for (double value : expected) {
            widest = Math.max(widest, Math.abs(value));
        }
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i], 1e-3 * widest, "token " + i);
        }
    }

    private double[] logits(Path imported, int[] tokens) throws IOException {
        Path work = Files.createDirectory(folder.resolve("work"));
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
                AbstractTensor<?, ?> rows = model.batchForward(tokens, 0, buffer);
                AbstractTensor<?, ?> logits = model.makeDenseTensor(1, MadeLlama.VOCABULARY)) {
            model.sample(rows.slice(tokens.length - 1), 0, 0, logits);
            double[] values = new double[MadeLlama.VOCABULARY];
            for (int i = 0; i < values.length; i++) {
                values[i] = logits.get(0, i);
            }
            return values;
        }
    }
}
