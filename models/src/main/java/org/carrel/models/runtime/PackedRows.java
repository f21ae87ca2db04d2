package org.carrel.models.runtime;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.carrel.models.packed.PackedForm;

/**
 * Rows of a matrix in {@link PackedForm}, number by number: slow, and without a vector.
 *
 * @param columns of the matrix
 * @param data in {@link PackedForm}
 */
record PackedRows(int columns, MemorySegment data) {

    static final ValueLayout.OfFloat UNIT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final int GROUP = PackedForm.ROWS;
    private static final int BLOCK = PackedForm.COLUMNS;
    private static final int HALF = PackedForm.STEPS;

    /** One output in full precision: the row's products with activations that are not rounded. */
    float exact(int output, float[] in, int start) {
        double sum = 0;
        for (int block = 0; block < columns / BLOCK; block++) {
            double part = 0;
            for (int k = 0; k < HALF; k++) {
                int steps = steps(output, block, k);
                int from = start + block * BLOCK + k;
                part += ((steps & 15) - 8) * (double) in[from];
                part += ((steps >> 4) - 8) * (double) in[from + HALF];
            }
            sum += part * unit(output, block);
        }
        return (float) sum;
    }

    /** Length of a row of weights as a vector. */
    float length(int output) {
        double squares = 0;
        for (int block = 0; block < columns / BLOCK; block++) {
            long part = 0;
            for (int k = 0; k < HALF; k++) {
                int steps = steps(output, block, k);
                int low = (steps & 15) - 8;
                int high = (steps >> 4) - 8;
                part += low * low + high * high;
            }
            double unit = unit(output, block);
            squares += part * unit * unit;
        }
        return (float) Math.sqrt(squares);
    }

    /** Two steps, without a sign. */
    int steps(int output, int block, int k) {
        return data.get(ValueLayout.JAVA_BYTE, at(output, block) + k * GROUP + output % GROUP)
                & 0xff;
    }

    /** What a step of a block is worth. */
    float unit(int output, int block) {
        return data.get(
                UNIT, at(output, block) + PackedForm.UNITS + (long) (output % GROUP) * Float.BYTES);
    }

    private long at(int output, int block) {
        return (long) (output / GROUP) * PackedForm.groupBytes(columns)
                + (long) block * PackedForm.BLOCK_BYTES;
    }
}
