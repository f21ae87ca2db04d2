package org.carrel.models.runtime;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.S2F;
import static jdk.incubator.vector.VectorOperators.ZERO_EXTEND_B2S;

import com.github.tjake.jlama.tensor.Q4ByteBufferTensor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A matrix of 4-bit weights, packed so that a vector register holds one column of many rows.
 *
 * <p>32 rows are a group. For each block of 32 columns a group has 16 times 32 bytes, byte {@code
 * k, row} with column k in its low and column k + 16 in its high half, and then 32 units in F32:
 * 640 bytes read in order. Products of a block are summed in 16 bits, which they fit, and blocks in
 * F32 one after another. So a result does not depend on how many rows are multiplied together, to
 * the last bit: a prompt may be read in any pieces.
 */
final class PackedMatrix implements Matrix {

    private static final int GROUP = 32;
    private static final int BLOCK = RoundedRows.BLOCK;
    private static final int TILE = RoundedRows.TILE;
    private static final int HALF = BLOCK / 2;
    private static final int UNITS = HALF * GROUP;
    private static final int BLOCK_BYTES = UNITS + GROUP * Float.BYTES;

    private static final VectorSpecies<Float> FLOATS = Lanes.FLOATS;
    private static final VectorSpecies<Short> SHORTS =
            VectorSpecies.of(short.class, FLOATS.vectorShape());
    private static final int LANES = SHORTS.length();
    private static final VectorSpecies<Byte> BYTES =
            LANES == 32
                    ? ByteVector.SPECIES_256
                    : LANES == 16 ? ByteVector.SPECIES_128 : ByteVector.SPECIES_64;

    private final int rows;
    private final int columns;
    private final MemorySegment data;

    private PackedMatrix(int rows, int columns, MemorySegment data) {
        this.rows = rows;
        this.columns = columns;
        this.data = data;
    }

    /** A copy of {@code from}, whose sizes are multiples of 32. */
    static PackedMatrix of(Q4ByteBufferTensor from, Arena arena) {
        int rows = from.shape().first();
        int columns = from.shape().last();
        if (rows % GROUP != 0 || columns % BLOCK != 0) {
            throw new IllegalArgumentException(rows + " x " + columns);
        }
        long bytes = (long) rows / GROUP * (columns / BLOCK) * BLOCK_BYTES;
        MemorySegment data = arena.allocate(bytes, 64);
        PackedMatrix matrix = new PackedMatrix(rows, columns, data);
        for (int group = 0; group < rows / GROUP; group++) {
            matrix.pack(from.getMemorySegment(), from.getBlockF().getMemorySegment(), group);
        }
        return matrix;
    }

    private void pack(MemorySegment weights, MemorySegment units, int group) {
        int blocks = columns / BLOCK;
        byte[] row = new byte[columns / 2];
        byte[] packed = new byte[blocks * BLOCK_BYTES];
        for (int r = 0; r < GROUP; r++) {
            long number = (long) group * GROUP + r;
            MemorySegment.copy(
                    weights, ValueLayout.JAVA_BYTE, number * row.length, row, 0, row.length);
            for (int b = 0; b < blocks; b++) {
                int to = b * BLOCK_BYTES + r;
                for (int k = 0; k < HALF; k++) {
                    packed[to + k * GROUP] = row[b * HALF + k];
                }
            }
            MemorySegment.copy(
                    units,
                    ValueLayout.JAVA_BYTE,
                    number * blocks * Float.BYTES,
                    row,
                    0,
                    blocks * Float.BYTES);
            for (int b = 0; b < blocks; b++) {
                System.arraycopy(
                        row,
                        b * Float.BYTES,
                        packed,
                        b * BLOCK_BYTES + UNITS + r * Float.BYTES,
                        Float.BYTES);
            }
        }
        MemorySegment.copy(packed, 0, data, ValueLayout.JAVA_BYTE, start(group), packed.length);
    }

    private long start(int group) {
        return (long) group * (columns / BLOCK) * BLOCK_BYTES;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public long bytes() {
        return data.byteSize();
    }

    @Override
    public int parts() {
        return rows / GROUP;
    }

    @Override
    public void multiply(Rows in, int group, float[] out, int stride) {
        RoundedRows rounded = in.rounded();
        int tiled = in.count() / TILE * TILE;
        for (int lane = 0; lane < GROUP; lane += LANES) {
            int column = group * GROUP + lane;
            for (int row = 0; row < tiled; row += TILE) {
                four(rounded, row, start(group) + lane, lane, out, row * stride + column, stride);
            }
            for (int row = tiled; row < in.count(); row++) {
                one(rounded, row, start(group) + lane, lane, out, row * stride + column);
            }
        }
    }

    /**
     * Four rows at once, since unpacking weights then costs a fourth. One flat method, and no call
     * in it but to the vector classes: past a number of nodes the compiler inlines no more, and
     * vectors that go into a call are put on the heap.
     */
    private void four(
            RoundedRows in, int row, long from, int lane, float[] out, int to, int stride) {
        short[] values = in.values();
        float[] unit = in.units();
        short[] offset = in.offsets();
        FloatVector a0 = FloatVector.zero(FLOATS);
        FloatVector a1 = a0;
        FloatVector b0 = a0;
        FloatVector b1 = a0;
        FloatVector c0 = a0;
        FloatVector c1 = a0;
        FloatVector d0 = a0;
        FloatVector d1 = a0;
        for (int block = 0; block < columns / BLOCK; block++) {
            long at = from + (long) block * BLOCK_BYTES;
            int i = in.blockIndex(row, block);
            int v = in.index(row, block * BLOCK);
            ShortVector a = ShortVector.zero(SHORTS);
            ShortVector b = a;
            ShortVector c = a;
            ShortVector d = a;
            ShortVector e = a;
            ShortVector f = a;
            ShortVector g = a;
            ShortVector h = a;
            for (int k = 0; k < HALF; k++) {
                ShortVector w =
                        (ShortVector)
                                ByteVector.fromMemorySegment(
                                                BYTES, data, at + k * GROUP, LITTLE_ENDIAN)
                                        .convertShape(ZERO_EXTEND_B2S, SHORTS, 0);
                ShortVector x = w.and((short) 15);
                ShortVector y = w.lanewise(LSHR, 4);
                int low = v + k * TILE;
                int high = low + HALF * TILE;
                a = a.add(x.mul(values[low]));
                b = b.add(x.mul(values[low + 1]));
                c = c.add(x.mul(values[low + 2]));
                d = d.add(x.mul(values[low + 3]));
                e = e.add(y.mul(values[high]));
                f = f.add(y.mul(values[high + 1]));
                g = g.add(y.mul(values[high + 2]));
                h = h.add(y.mul(values[high + 3]));
            }
            a = a.add(e).add(offset[i]);
            b = b.add(f).add(offset[i + 1]);
            c = c.add(g).add(offset[i + 2]);
            d = d.add(h).add(offset[i + 3]);
            long units = at + UNITS + 3L * lane;
            FloatVector w0 = FloatVector.fromMemorySegment(FLOATS, data, units, LITTLE_ENDIAN);
            units += FLOATS.vectorByteSize();
            FloatVector w1 = FloatVector.fromMemorySegment(FLOATS, data, units, LITTLE_ENDIAN);
            a0 = ((FloatVector) a.convertShape(S2F, FLOATS, 0)).mul(unit[i]).fma(w0, a0);
            a1 = ((FloatVector) a.convertShape(S2F, FLOATS, 1)).mul(unit[i]).fma(w1, a1);
            b0 = ((FloatVector) b.convertShape(S2F, FLOATS, 0)).mul(unit[i + 1]).fma(w0, b0);
            b1 = ((FloatVector) b.convertShape(S2F, FLOATS, 1)).mul(unit[i + 1]).fma(w1, b1);
            c0 = ((FloatVector) c.convertShape(S2F, FLOATS, 0)).mul(unit[i + 2]).fma(w0, c0);
            c1 = ((FloatVector) c.convertShape(S2F, FLOATS, 1)).mul(unit[i + 2]).fma(w1, c1);
            d0 = ((FloatVector) d.convertShape(S2F, FLOATS, 0)).mul(unit[i + 3]).fma(w0, d0);
            d1 = ((FloatVector) d.convertShape(S2F, FLOATS, 1)).mul(unit[i + 3]).fma(w1, d1);
        }
        a0.intoArray(out, to);
        a1.intoArray(out, to + FLOATS.length());
        b0.intoArray(out, to + stride);
        b1.intoArray(out, to + stride + FLOATS.length());
        c0.intoArray(out, to + 2 * stride);
        c1.intoArray(out, to + 2 * stride + FLOATS.length());
        d0.intoArray(out, to + 3 * stride);
        d1.intoArray(out, to + 3 * stride + FLOATS.length());
    }

    /** One row, by the very arithmetic of {@link #four}. */
    private void one(RoundedRows in, int row, long from, int lane, float[] out, int to) {
        short[] values = in.values();
        FloatVector a0 = FloatVector.zero(FLOATS);
        FloatVector a1 = a0;
        for (int block = 0; block < columns / BLOCK; block++) {
            long at = from + (long) block * BLOCK_BYTES;
            int i = in.blockIndex(row, block);
            int v = in.index(row, block * BLOCK);
            ShortVector a = ShortVector.zero(SHORTS);
            ShortVector e = a;
            for (int k = 0; k < HALF; k++) {
                ShortVector w =
                        (ShortVector)
                                ByteVector.fromMemorySegment(
                                                BYTES, data, at + k * GROUP, LITTLE_ENDIAN)
                                        .convertShape(ZERO_EXTEND_B2S, SHORTS, 0);
                a = a.add(w.and((short) 15).mul(values[v + k * TILE]));
                e = e.add(w.lanewise(LSHR, 4).mul(values[v + (k + HALF) * TILE]));
            }
            a = a.add(e).add(in.offsets()[i]);
            float unit = in.units()[i];
            long units = at + UNITS + 3L * lane;
            FloatVector w0 = FloatVector.fromMemorySegment(FLOATS, data, units, LITTLE_ENDIAN);
            units += FLOATS.vectorByteSize();
            FloatVector w1 = FloatVector.fromMemorySegment(FLOATS, data, units, LITTLE_ENDIAN);
            a0 = ((FloatVector) a.convertShape(S2F, FLOATS, 0)).mul(unit).fma(w0, a0);
            a1 = ((FloatVector) a.convertShape(S2F, FLOATS, 1)).mul(unit).fma(w1, a1);
        }
        a0.intoArray(out, to);
        a1.intoArray(out, to + FLOATS.length());
    }

    /** One output in full precision: the row's products with activations that are not rounded. */
    float exact(int row, float[] in, int start) {
        long group = start(row / GROUP);
        int lane = row % GROUP;
        double sum = 0;
        for (int block = 0; block < columns / BLOCK; block++) {
            long at = group + (long) block * BLOCK_BYTES;
            double part = 0;
            for (int k = 0; k < HALF; k++) {
                int w = data.get(ValueLayout.JAVA_BYTE, at + k * GROUP + lane);
                int from = start + block * BLOCK + k;
                part += ((w & 15) - 8) * (double) in[from];
                part += ((w >> 4 & 15) - 8) * (double) in[from + HALF];
            }
            sum += part * unit(at, lane);
        }
        return (float) sum;
    }

    /** Length of a row as a vector. */
    float length(int row) {
        long group = start(row / GROUP);
        int lane = row % GROUP;
        double squares = 0;
        for (int block = 0; block < columns / BLOCK; block++) {
            long at = group + (long) block * BLOCK_BYTES;
            long part = 0;
            for (int k = 0; k < HALF; k++) {
                int w = data.get(ValueLayout.JAVA_BYTE, at + k * GROUP + lane);
                int low = (w & 15) - 8;
                int high = (w >> 4 & 15) - 8;
                part += low * low + high * high;
            }
            double unit = unit(at, lane);
            squares += part * unit * unit;
        }
        return (float) Math.sqrt(squares);
    }

    private float unit(long block, int lane) {
        return data.get(
                ValueLayout.JAVA_FLOAT_UNALIGNED, block + UNITS + (long) lane * Float.BYTES);
    }
}
