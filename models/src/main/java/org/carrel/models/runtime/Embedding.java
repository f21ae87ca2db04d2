package org.carrel.models.runtime;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * A row of values for each token.
 *
 * @param half whether the values are in BF16; F32 otherwise
 */
record Embedding(MemorySegment values, int columns, boolean half) {

    private static final ValueLayout.OfShort HALF =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat FULL =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    void copy(int token, float[] to, int from) {
        long row = (long) token * columns;
        for (int i = 0; i < columns; i++) {
            to[from + i] = value(row + i);
        }
    }

    private float value(long index) {
        return half
                ? Float.intBitsToFloat(values.get(HALF, index * Short.BYTES) << 16)
                : values.get(FULL, index * Float.BYTES);
    }
}
