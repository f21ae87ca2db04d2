package org.carrel.models.runtime;

import com.github.tjake.jlama.model.functions.EmbedInput;
import com.github.tjake.jlama.model.llama.LlamaConfig;
import com.github.tjake.jlama.model.llama.LlamaModel;
import com.github.tjake.jlama.model.llama.LlamaTokenizer;
import com.github.tjake.jlama.safetensors.DType;
import com.github.tjake.jlama.safetensors.SafeTensorSupport;
import com.github.tjake.jlama.tensor.AbstractTensor;
import com.github.tjake.jlama.tensor.Q8ByteBufferTensor;
import com.github.tjake.jlama.tensor.TensorCache;
import com.github.tjake.jlama.util.JsonSupport;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Jlama's llama with activations rounded to the nearest of their 8 bits. Jlama adds a half and cuts
 * off the fraction, which moves negative values up: an error of 1.4% a product where 0.6% will do.
 */
final class RoundingLlama extends LlamaModel {

    private static final int BLOCK = Q8ByteBufferTensor.BLOCK_SIZE;

    private RoundingLlama(LlamaConfig config, Path folder) {
        super(
                config,
                SafeTensorSupport.loadWeights(folder.toFile()),
                new LlamaTokenizer(folder),
                DType.F32,
                DType.I8,
                Optional.empty());
    }

    static RoundingLlama load(Path folder) {
        try {
            LlamaConfig config =
                    JsonSupport.om.readValue(
                            folder.resolve("config.json").toFile(), LlamaConfig.class);
            return new RoundingLlama(config, folder);
        } catch (IOException e) {
            throw new UnusableModelException("config.json of " + folder + " cannot be read", e);
        }
    }

    /**
     * Jlama's own takes a row from its cache for every token of a 16-bit table and never gives it
     * back, until the cache counts itself full and stops caching.
     */
    @Override
    protected EmbedInput loadInputWeights() {
        AbstractTensor table = weights.load("model.embed_tokens.weight");
        return (token, position) -> {
            AbstractTensor row = makeDenseTensor(1, c.embeddingLength);
            for (int i = 0; i < c.embeddingLength; i++) {
                row.set(table.get(token, i), 0, i);
            }
            return row;
        };
    }

    @Override
    protected AbstractTensor maybeQuantize(AbstractTensor activations) {
        if (workingQType != DType.I8 || activations.dType() != DType.F32) {
            return super.maybeQuantize(activations);
        }
        int rows = activations.shape().first();
        int columns = activations.shape().last();
        Q8ByteBufferTensor rounded =
                (Q8ByteBufferTensor) TensorCache.instance.get(DType.I8, activations.shape());
        float[] values = new float[columns];
        byte[] bytes = new byte[columns];
        for (int row = 0; row < rows; row++) {
            MemorySegment.copy(
                    activations.getMemorySegment(),
                    ValueLayout.JAVA_FLOAT_UNALIGNED,
                    activations.getMemorySegmentOffset(activations.getOffset(row, 0)),
                    values,
                    0,
                    columns);
            for (int from = 0; from < columns; from += BLOCK) {
                rounded.getBlockF().set(round(values, from, bytes), row, from / BLOCK);
            }
            MemorySegment.copy(
                    bytes,
                    0,
                    rounded.getMemorySegment(),
                    ValueLayout.JAVA_BYTE,
                    rounded.getMemorySegmentOffset(rounded.getOffset(row, 0)),
                    columns);
        }
        return rounded;
    }

    /**
     * @return the block's unit: value = byte x unit
     */
    private static float round(float[] values, int from, byte[] bytes) {
        float largest = 0;
        for (int i = from; i < from + BLOCK; i++) {
            largest = Math.max(largest, Math.abs(values[i]));
        }
        float scale = largest == 0 ? 0 : Byte.MAX_VALUE / largest;
        for (int i = from; i < from + BLOCK; i++) {
            float scaled = values[i] * scale;
            bytes[i] = (byte) (int) (scaled + Math.copySign(0.5f, scaled));
        }
        return largest / Byte.MAX_VALUE;
    }
}
