package org.carrel.models.runtime;

import com.github.tjake.jlama.safetensors.DType;
import com.github.tjake.jlama.tensor.AbstractTensor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A row of values for each token.
 *
 * @param half whether the values are in BF16; F32 otherwise
 */
record Embedding(MemorySegment values, int columns, boolean half) {

    static Embedding copy(AbstractTensor table, Arena arena) {
        int rows = table.shape().first();
        int columns = table.shape().last();
        boolean half = table.dType() == DType.BF16;
        long bytes = (long) rows * columns * (half ? Short.BYTES : Float.BYTES);
        MemorySegment copy = arena.allocate(bytes, 64);
        if (half || table.dType() == DType.F32) {
            MemorySegment.copy(table.getMemorySegment(), 0, copy, 0, bytes);
        } else {
            for (int row = 0; row < rows; row++) {
                for (int i = 0; i < columns; i++) {
                    copy.setAtIndex(
                            ValueLayout.JAVA_FLOAT, (long) row * columns + i, table.get(row, i));
                }
            }
        }
        return new Embedding(copy, columns, half);
    }

    void copy(int token, float[] to, int from) {
        long row = (long) token * columns;
        for (int i = 0; i < columns; i++) {
            to[from + i] =
                    half
                            ? Float.intBitsToFloat(
                                    values.getAtIndex(ValueLayout.JAVA_SHORT, row + i) << 16)
                            : values.getAtIndex(ValueLayout.JAVA_FLOAT, row + i);
        }
    }
}
