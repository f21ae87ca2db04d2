package org.carrel.models.runtime;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.carrel.models.packed.PackedForm;

/**
 * What {@link PackedMatrix} computes, by plain loops. The products are the same to the last bit: in
 * a block whole numbers are summed, and blocks are added in the same order.
 *
 * @param columns of the matrix
 * @param data in {@link PackedForm}
 */
record PlainProducts(int columns, MemorySegment data) {

    static final ValueLayout.OfFloat UNIT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final int GROUP = PackedForm.ROWS;
    private static final int BLOCK = PackedForm.COLUMNS;
    private static final int HALF = PackedForm.STEPS;

    /** As {@link Matrix#multiply}. */
    void multiply(Rows in, int group, float[] out, int stride) {
        for (int row = 0; row < in.count(); row++) {
            for (int lane = 0; lane < GROUP; lane++) {
                out[row * stride + group * GROUP + lane] =
                        product(in.rounded(), row, group * GROUP + lane);
            }
        }
    }

    private float product(RoundedRows in, int row, int output) {
        float sum = 0;
        for (int block = 0; block < columns / BLOCK; block++) {
            int i = in.blockIndex(row, block);
            float part = blockSum(in, row, block, output);
            sum = Math.fma(part * in.units()[i], unit(output, block), sum);
        }
        return sum;
    }

    private int blockSum(RoundedRows in, int row, int block, int output) {
        int sum = in.offsets()[in.blockIndex(row, block)];
        for (int k = 0; k < HALF; k++) {
            int steps = steps(output, block, k);
            sum += (steps & 15) * in.values()[in.index(row, block * BLOCK + k)];
            sum += (steps >> 4) * in.values()[in.index(row, block * BLOCK + k + HALF)];
        }
        return sum;
    }

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
