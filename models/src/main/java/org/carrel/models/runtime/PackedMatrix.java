package org.carrel.models.runtime;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.S2F;
import static jdk.incubator.vector.VectorOperators.ZERO_EXTEND_B2S;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorSpecies;
import org.carrel.models.packed.PackedForm;

/**
 * A matrix of 4-bit weights in {@link PackedForm}, multiplied with activations in 8 bits. Products
 * of a block are summed in 16 bits, which they fit, and blocks in F32 one after another. So a
 * result does not depend on how many rows are multiplied together, to the last bit: a prompt may be
 * read in any pieces.
 */
final class PackedMatrix implements Matrix {

    private static final int GROUP = PackedForm.ROWS;
    private static final int BLOCK = PackedForm.COLUMNS;
    private static final int TILE = RoundedRows.TILE;
    private static final int HALF = PackedForm.STEPS;
    private static final int UNITS = PackedForm.UNITS;
    private static final int BLOCK_BYTES = PackedForm.BLOCK_BYTES;

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
    private final PackedRows plain;

    private PackedMatrix(int rows, int columns, MemorySegment data) {
        this.rows = rows;
        this.columns = columns;
        this.data = data;
        this.plain = new PackedRows(columns, data);
    }

    /**
     * A matrix where it lies.
     *
     * @param data of {@link PackedForm#bytes}
     */
    static PackedMatrix of(int rows, int columns, MemorySegment data) {
        return new PackedMatrix(rows, columns, data);
    }

    /**
     * A packed copy.
     *
     * @param steps of each row, block after block
     * @param units the same way, in F32
     */
    static PackedMatrix pack(
            int rows, int columns, MemorySegment steps, MemorySegment units, Arena arena) {
        MemorySegment data = arena.allocate(PackedForm.bytes(rows, columns), 64);
        byte[] group = new byte[PackedForm.groupBytes(columns)];
        byte[] row = new byte[columns / 2];
        for (int r = 0; r < rows; r++) {
            MemorySegment.copy(
                    steps, ValueLayout.JAVA_BYTE, (long) r * row.length, row, 0, row.length);
            for (int block = 0; block < columns / BLOCK; block++) {
                long at = (long) r * (columns / BLOCK) + block;
                float unit = units.get(PackedRows.UNIT, at * Float.BYTES);
                PackedForm.put(group, r % GROUP, block, row, block * HALF, unit);
            }
            if (r % GROUP == GROUP - 1 || r == rows - 1) {
                long to = (long) (r / GROUP) * group.length;
                MemorySegment.copy(group, 0, data, ValueLayout.JAVA_BYTE, to, group.length);
                Arrays.fill(group, (byte) 0);
            }
        }
        return new PackedMatrix(rows, columns, data);
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
        return PackedForm.groups(rows);
    }

    @Override
    public int width() {
        return parts() * GROUP;
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

    /** The bytes of one group. */
    byte[] group(int group) {
        return data.asSlice(start(group), PackedForm.groupBytes(columns))
                .toArray(ValueLayout.JAVA_BYTE);
    }

    /** The same numbers without a vector. */
    PackedRows plain() {
        return plain;
    }
}
