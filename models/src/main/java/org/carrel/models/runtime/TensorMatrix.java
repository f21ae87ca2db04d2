package org.carrel.models.runtime;

import com.github.tjake.jlama.safetensors.DType;
import com.github.tjake.jlama.tensor.AbstractTensor;
import com.github.tjake.jlama.tensor.TensorCache;
import com.github.tjake.jlama.tensor.TensorShape;
import com.github.tjake.jlama.tensor.operations.TensorOperationsProvider;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A matrix of any form that Jlama's products take, with activations in F32. Slower than {@link
 * PackedMatrix} and exact.
 */
final class TensorMatrix implements Matrix {

    /** Jlama's native products drop rows that are left over from parts of other sizes. */
    private static final int PART = 128;

    /** More rows, unless a multiple of five, meet a corner that it computes wrongly. */
    private static final int MOST_ROWS = 5;

    private final AbstractTensor weights;

    TensorMatrix(AbstractTensor weights) {
        boolean taken =
                switch (weights.dType()) {
                    case F32, BF16, Q4 -> true;
                    default -> false;
                };
        this.weights = taken ? weights : weights.quantize(DType.F32);
    }

    @Override
    public int rows() {
        return weights.shape().first();
    }

    @Override
    public long bytes() {
        return weights.getMemorySegment().byteSize();
    }

    @Override
    public int parts() {
        return rows() / PART;
    }

    @Override
    public void multiply(Rows in, int part, float[] out, int stride) {
        for (int row = 0; row < in.count(); row += MOST_ROWS) {
            int count = Math.min(MOST_ROWS, in.count() - row);
            try (AbstractTensor input = tensor(count, in.columns());
                    AbstractTensor product = tensor(count, rows())) {
                MemorySegment.copy(
                        in.values(),
                        row * in.columns(),
                        input.getMemorySegment(),
                        ValueLayout.JAVA_FLOAT_UNALIGNED,
                        0,
                        count * in.columns());
                TensorOperationsProvider.get()
                        .dotProductChunk(
                                product, input, weights, 0, in.columns(), part * PART, PART);
                for (int i = 0; i < count; i++) {
                    MemorySegment.copy(
                            product.getMemorySegment(),
                            ValueLayout.JAVA_FLOAT_UNALIGNED,
                            ((long) i * rows() + part * PART) * Float.BYTES,
                            out,
                            (row + i) * stride + part * PART,
                            PART);
                }
            }
        }
    }

    private static AbstractTensor tensor(int rows, int columns) {
        return TensorCache.instance.get(DType.F32, TensorShape.of(rows, columns));
    }
}
