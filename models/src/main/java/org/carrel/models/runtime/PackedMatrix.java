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

    /** Groups of a part, see {@link #band}. */
    private static final int BAND = 4;

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

    int groups() {
        return PackedForm.groups(rows);
    }

    /** Of a part, which is as many groups or, at the end, fewer. */
    static int firstGroup(int part) {
        return part * BAND;
    }

    @Override
    public int parts() {
        return (groups() + BAND - 1) / BAND;
    }

    @Override
    public int width() {
        return parts() * BAND * GROUP;
    }

    @Override
    public void multiply(Rows in, int part, float[] out, int stride) {
        RoundedRows rounded = in.rounded();
        int first = firstGroup(part);
        int end = Math.min(first + BAND, groups());
        int tiled = in.count() / TILE * TILE;
        for (int lane = 0; lane < GROUP; lane += LANES) {
            for (int group = first; tiled > 0 && group < end; group += 2) {
                int second = Math.min(group + 1, end - 1);
                for (int row = 0; row < tiled; row += TILE) {
                    int to = row * stride + lane;
                    tile(
                            rounded,
                            row,
                            start(group) + lane,
                            start(second) + lane,
                            lane,
                            out,
                            to + group * GROUP,
                            to + second * GROUP,
                            stride);
                }
            }
            int left = in.count() - tiled;
            int to = tiled * stride + first * GROUP + lane;
            long from = start(first) + lane;
            if (left > 1) {
                pair(rounded, tiled, from, end - first, lane, out, to, stride);
            }
            if (left % 2 == 1) {
                int last = in.count() - 1;
                to += (left - 1) * stride;
                band(rounded, last, from, end - first, lane, out, to);
            }
        }
    }

    /**
     * Four rows and two groups at once, since unpacking weights then costs a fourth, and spreading
     * an activation half. One flat method, and no call in it but to the vector classes: past a
     * number of nodes the compiler inlines no more, and vectors that go into a call are put on the
     * heap.
     *
     * @param second the same as {@code first} to compute one group alone
     */
    private void tile(
            RoundedRows in,
            int row,
            long first,
            long second,
            int lane,
            float[] out,
            int toFirst,
            int toSecond,
            int stride) {
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
        FloatVector e0 = a0;
        FloatVector e1 = a0;
        FloatVector f0 = a0;
        FloatVector f1 = a0;
        FloatVector g0 = a0;
        FloatVector g1 = a0;
        FloatVector h0 = a0;
        FloatVector h1 = a0;
        for (int block = 0; block < columns / BLOCK; block++) {
            long at = (long) block * BLOCK_BYTES;
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
                long steps = at + k * GROUP;
                ShortVector w =
                        (ShortVector)
                                ByteVector.fromMemorySegment(
                                                BYTES, data, first + steps, LITTLE_ENDIAN)
                                        .convertShape(ZERO_EXTEND_B2S, SHORTS, 0);
                ShortVector x =
                        (ShortVector)
                                ByteVector.fromMemorySegment(
                                                BYTES, data, second + steps, LITTLE_ENDIAN)
                                        .convertShape(ZERO_EXTEND_B2S, SHORTS, 0);
                ShortVector y = w.and((short) 15);
                ShortVector z = x.and((short) 15);
                w = w.lanewise(LSHR, 4);
                x = x.lanewise(LSHR, 4);
                int low = v + k * TILE;
                int high = low + HALF * TILE;
                a = a.add(y.mul(values[low])).add(w.mul(values[high]));
                e = e.add(z.mul(values[low])).add(x.mul(values[high]));
                b = b.add(y.mul(values[low + 1])).add(w.mul(values[high + 1]));
                f = f.add(z.mul(values[low + 1])).add(x.mul(values[high + 1]));
                c = c.add(y.mul(values[low + 2])).add(w.mul(values[high + 2]));
                g = g.add(z.mul(values[low + 2])).add(x.mul(values[high + 2]));
                d = d.add(y.mul(values[low + 3])).add(w.mul(values[high + 3]));
                h = h.add(z.mul(values[low + 3])).add(x.mul(values[high + 3]));
            }
            long units = at + UNITS + 3L * lane;
            long more = units + FLOATS.vectorByteSize();
            FloatVector u =
                    FloatVector.fromMemorySegment(FLOATS, data, first + units, LITTLE_ENDIAN);
            FloatVector m =
                    FloatVector.fromMemorySegment(FLOATS, data, first + more, LITTLE_ENDIAN);
            a = a.add(offset[i]);
            a0 = ((FloatVector) a.convertShape(S2F, FLOATS, 0)).mul(unit[i]).fma(u, a0);
            a1 = ((FloatVector) a.convertShape(S2F, FLOATS, 1)).mul(unit[i]).fma(m, a1);
            b = b.add(offset[i + 1]);
            b0 = ((FloatVector) b.convertShape(S2F, FLOATS, 0)).mul(unit[i + 1]).fma(u, b0);
            b1 = ((FloatVector) b.convertShape(S2F, FLOATS, 1)).mul(unit[i + 1]).fma(m, b1);
            c = c.add(offset[i + 2]);
            c0 = ((FloatVector) c.convertShape(S2F, FLOATS, 0)).mul(unit[i + 2]).fma(u, c0);
            c1 = ((FloatVector) c.convertShape(S2F, FLOATS, 1)).mul(unit[i + 2]).fma(m, c1);
            d = d.add(offset[i + 3]);
            d0 = ((FloatVector) d.convertShape(S2F, FLOATS, 0)).mul(unit[i + 3]).fma(u, d0);
            d1 = ((FloatVector) d.convertShape(S2F, FLOATS, 1)).mul(unit[i + 3]).fma(m, d1);
            u = FloatVector.fromMemorySegment(FLOATS, data, second + units, LITTLE_ENDIAN);
            m = FloatVector.fromMemorySegment(FLOATS, data, second + more, LITTLE_ENDIAN);
            e = e.add(offset[i]);
            e0 = ((FloatVector) e.convertShape(S2F, FLOATS, 0)).mul(unit[i]).fma(u, e0);
            e1 = ((FloatVector) e.convertShape(S2F, FLOATS, 1)).mul(unit[i]).fma(m, e1);
            f = f.add(offset[i + 1]);
            f0 = ((FloatVector) f.convertShape(S2F, FLOATS, 0)).mul(unit[i + 1]).fma(u, f0);
            f1 = ((FloatVector) f.convertShape(S2F, FLOATS, 1)).mul(unit[i + 1]).fma(m, f1);
            g = g.add(offset[i + 2]);
            g0 = ((FloatVector) g.convertShape(S2F, FLOATS, 0)).mul(unit[i + 2]).fma(u, g0);
            g1 = ((FloatVector) g.convertShape(S2F, FLOATS, 1)).mul(unit[i + 2]).fma(m, g1);
            h = h.add(offset[i + 3]);
            h0 = ((FloatVector) h.convertShape(S2F, FLOATS, 0)).mul(unit[i + 3]).fma(u, h0);
            h1 = ((FloatVector) h.convertShape(S2F, FLOATS, 1)).mul(unit[i + 3]).fma(m, h1);
        }
        int half = FLOATS.length();
        a0.intoArray(out, toFirst);
        a1.intoArray(out, toFirst + half);
        b0.intoArray(out, toFirst + stride);
        b1.intoArray(out, toFirst + stride + half);
        c0.intoArray(out, toFirst + 2 * stride);
        c1.intoArray(out, toFirst + 2 * stride + half);
        d0.intoArray(out, toFirst + 3 * stride);
        d1.intoArray(out, toFirst + 3 * stride + half);
        e0.intoArray(out, toSecond);
        e1.intoArray(out, toSecond + half);
        f0.intoArray(out, toSecond + stride);
        f1.intoArray(out, toSecond + stride + half);
        g0.intoArray(out, toSecond + 2 * stride);
        g1.intoArray(out, toSecond + 2 * stride + half);
        h0.intoArray(out, toSecond + 3 * stride);
        h1.intoArray(out, toSecond + 3 * stride + half);
    }

    /**
     * One row, by the very arithmetic of {@link #tile}, with four groups at once: weights are then
     * read at four places, and the processor waits for all of them together. A band that has fewer
     * groups repeats its last one.
     */
    private void band(
            RoundedRows in, int row, long from, int groups, int lane, float[] out, int to) {
        short[] values = in.values();
        long next = (long) (columns / BLOCK) * BLOCK_BYTES;
        long second = from + Math.min(1, groups - 1) * next;
        long third = from + Math.min(2, groups - 1) * next;
        long fourth = from + (groups - 1) * next;
        FloatVector a0 = FloatVector.zero(FLOATS);
        FloatVector a1 = a0;
        FloatVector b0 = a0;
        FloatVector b1 = a0;
        FloatVector c0 = a0;
        FloatVector c1 = a0;
        FloatVector d0 = a0;
        FloatVector d1 = a0;
        for (int block = 0; block < columns / BLOCK; block++) {
            long at = (long) block * BLOCK_BYTES;
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
                ShortVector low = ShortVector.broadcast(SHORTS, values[v + k * TILE]);
                ShortVector high = ShortVector.broadcast(SHORTS, values[v + (k + HALF) * TILE]);
                long steps = at + k * GROUP;
                ShortVector w =
                        (ShortVector)
                                ByteVector.fromMemorySegment(
                                                BYTES, data, from + steps, LITTLE_ENDIAN)
                                        .convertShape(ZERO_EXTEND_B2S, SHORTS, 0);
                a = a.add(w.and((short) 15).mul(low));
                e = e.add(w.lanewise(LSHR, 4).mul(high));
                ShortVector x =
                        (ShortVector)
                                ByteVector.fromMemorySegment(
                                                BYTES, data, second + steps, LITTLE_ENDIAN)
                                        .convertShape(ZERO_EXTEND_B2S, SHORTS, 0);
                b = b.add(x.and((short) 15).mul(low));
                f = f.add(x.lanewise(LSHR, 4).mul(high));
                ShortVector y =
                        (ShortVector)
                                ByteVector.fromMemorySegment(
                                                BYTES, data, third + steps, LITTLE_ENDIAN)
                                        .convertShape(ZERO_EXTEND_B2S, SHORTS, 0);
                c = c.add(y.and((short) 15).mul(low));
                g = g.add(y.lanewise(LSHR, 4).mul(high));
                ShortVector z =
                        (ShortVector)
                                ByteVector.fromMemorySegment(
                                                BYTES, data, fourth + steps, LITTLE_ENDIAN)
                                        .convertShape(ZERO_EXTEND_B2S, SHORTS, 0);
                d = d.add(z.and((short) 15).mul(low));
                h = h.add(z.lanewise(LSHR, 4).mul(high));
            }
            a = a.add(e).add(in.offsets()[i]);
            b = b.add(f).add(in.offsets()[i]);
            c = c.add(g).add(in.offsets()[i]);
            d = d.add(h).add(in.offsets()[i]);
            float unit = in.units()[i];
            long units = at + UNITS + 3L * lane;
            long more = units + FLOATS.vectorByteSize();
            a0 =
                    ((FloatVector) a.convertShape(S2F, FLOATS, 0))
                            .mul(unit)
                            .fma(
                                    FloatVector.fromMemorySegment(
                                            FLOATS, data, from + units, LITTLE_ENDIAN),
                                    a0);
            a1 =
                    ((FloatVector) a.convertShape(S2F, FLOATS, 1))
                            .mul(unit)
                            .fma(
                                    FloatVector.fromMemorySegment(
                                            FLOATS, data, from + more, LITTLE_ENDIAN),
                                    a1);
            b0 =
                    ((FloatVector) b.convertShape(S2F, FLOATS, 0))
                            .mul(unit)
                            .fma(
                                    FloatVector.fromMemorySegment(
                                            FLOATS, data, second + units, LITTLE_ENDIAN),
                                    b0);
            b1 =
                    ((FloatVector) b.convertShape(S2F, FLOATS, 1))
                            .mul(unit)
                            .fma(
                                    FloatVector.fromMemorySegment(
                                            FLOATS, data, second + more, LITTLE_ENDIAN),
                                    b1);
            c0 =
                    ((FloatVector) c.convertShape(S2F, FLOATS, 0))
                            .mul(unit)
                            .fma(
                                    FloatVector.fromMemorySegment(
                                            FLOATS, data, third + units, LITTLE_ENDIAN),
                                    c0);
            c1 =
                    ((FloatVector) c.convertShape(S2F, FLOATS, 1))
                            .mul(unit)
                            .fma(
                                    FloatVector.fromMemorySegment(
                                            FLOATS, data, third + more, LITTLE_ENDIAN),
                                    c1);
            d0 =
                    ((FloatVector) d.convertShape(S2F, FLOATS, 0))
                            .mul(unit)
                            .fma(
                                    FloatVector.fromMemorySegment(
                                            FLOATS, data, fourth + units, LITTLE_ENDIAN),
                                    d0);
            d1 =
                    ((FloatVector) d.convertShape(S2F, FLOATS, 1))
                            .mul(unit)
                            .fma(
                                    FloatVector.fromMemorySegment(
                                            FLOATS, data, fourth + more, LITTLE_ENDIAN),
                                    d1);
        }
        int half = FLOATS.length();
        int toSecond = to + Math.min(1, groups - 1) * GROUP;
        int toThird = to + Math.min(2, groups - 1) * GROUP;
        int toFourth = to + (groups - 1) * GROUP;
        a0.intoArray(out, to);
        a1.intoArray(out, to + half);
        b0.intoArray(out, toSecond);
        b1.intoArray(out, toSecond + half);
        c0.intoArray(out, toThird);
        c1.intoArray(out, toThird + half);
        d0.intoArray(out, toFourth);
        d1.intoArray(out, toFourth + half);
    }

    /**
     * Two rows, as {@link #band} has one: the second takes little more time, since both wait for
     * the same weights.
     */
    private void pair(
            RoundedRows in,
            int row,
            long from,
            int groups,
            int lane,
            float[] out,
            int to,
            int stride) {
        short[] values = in.values();
        float[] unit = in.units();
        short[] offset = in.offsets();
        long next = (long) (columns / BLOCK) * BLOCK_BYTES;
        long second = from + Math.min(1, groups - 1) * next;
        long third = from + Math.min(2, groups - 1) * next;
        long fourth = from + (groups - 1) * next;
        FloatVector a0 = FloatVector.zero(FLOATS);
        FloatVector a1 = a0;
        FloatVector b0 = a0;
        FloatVector b1 = a0;
        FloatVector c0 = a0;
        FloatVector c1 = a0;
        FloatVector d0 = a0;
        FloatVector d1 = a0;
        FloatVector e0 = a0;
        FloatVector e1 = a0;
        FloatVector f0 = a0;
        FloatVector f1 = a0;
        FloatVector g0 = a0;
        FloatVector g1 = a0;
        FloatVector h0 = a0;
        FloatVector h1 = a0;
        for (int block = 0; block < columns / BLOCK; block++) {
            long at = (long) block * BLOCK_BYTES;
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
                int low = v + k * TILE;
                int high = low + HALF * TILE;
                ShortVector x = ShortVector.broadcast(SHORTS, values[low]);
                ShortVector y = ShortVector.broadcast(SHORTS, values[low + 1]);
                ShortVector z = ShortVector.broadcast(SHORTS, values[high]);
                ShortVector u = ShortVector.broadcast(SHORTS, values[high + 1]);
                long steps = at + k * GROUP;
                ShortVector w =
                        (ShortVector)
                                ByteVector.fromMemorySegment(
                                                BYTES, data, from + steps, LITTLE_ENDIAN)
                                        .convertShape(ZERO_EXTEND_B2S, SHORTS, 0);
                ShortVector l = w.and((short) 15);
                w = w.lanewise(LSHR, 4);
                a = a.add(l.mul(x)).add(w.mul(z));
                b = b.add(l.mul(y)).add(w.mul(u));
                w =
                        (ShortVector)
                                ByteVector.fromMemorySegment(
                                                BYTES, data, second + steps, LITTLE_ENDIAN)
                                        .convertShape(ZERO_EXTEND_B2S, SHORTS, 0);
                l = w.and((short) 15);
                w = w.lanewise(LSHR, 4);
                c = c.add(l.mul(x)).add(w.mul(z));
                d = d.add(l.mul(y)).add(w.mul(u));
                w =
                        (ShortVector)
                                ByteVector.fromMemorySegment(
                                                BYTES, data, third + steps, LITTLE_ENDIAN)
                                        .convertShape(ZERO_EXTEND_B2S, SHORTS, 0);
                l = w.and((short) 15);
                w = w.lanewise(LSHR, 4);
                e = e.add(l.mul(x)).add(w.mul(z));
                f = f.add(l.mul(y)).add(w.mul(u));
                w =
                        (ShortVector)
                                ByteVector.fromMemorySegment(
                                                BYTES, data, fourth + steps, LITTLE_ENDIAN)
                                        .convertShape(ZERO_EXTEND_B2S, SHORTS, 0);
                l = w.and((short) 15);
                w = w.lanewise(LSHR, 4);
                g = g.add(l.mul(x)).add(w.mul(z));
                h = h.add(l.mul(y)).add(w.mul(u));
            }
            long units = at + UNITS + 3L * lane;
            long more = units + FLOATS.vectorByteSize();
            FloatVector p =
                    FloatVector.fromMemorySegment(FLOATS, data, from + units, LITTLE_ENDIAN);
            FloatVector q = FloatVector.fromMemorySegment(FLOATS, data, from + more, LITTLE_ENDIAN);
            a = a.add(offset[i]);
            a0 = ((FloatVector) a.convertShape(S2F, FLOATS, 0)).mul(unit[i]).fma(p, a0);
            a1 = ((FloatVector) a.convertShape(S2F, FLOATS, 1)).mul(unit[i]).fma(q, a1);
            b = b.add(offset[i + 1]);
            b0 = ((FloatVector) b.convertShape(S2F, FLOATS, 0)).mul(unit[i + 1]).fma(p, b0);
            b1 = ((FloatVector) b.convertShape(S2F, FLOATS, 1)).mul(unit[i + 1]).fma(q, b1);
            p = FloatVector.fromMemorySegment(FLOATS, data, second + units, LITTLE_ENDIAN);
            q = FloatVector.fromMemorySegment(FLOATS, data, second + more, LITTLE_ENDIAN);
            c = c.add(offset[i]);
            c0 = ((FloatVector) c.convertShape(S2F, FLOATS, 0)).mul(unit[i]).fma(p, c0);
            c1 = ((FloatVector) c.convertShape(S2F, FLOATS, 1)).mul(unit[i]).fma(q, c1);
            d = d.add(offset[i + 1]);
            d0 = ((FloatVector) d.convertShape(S2F, FLOATS, 0)).mul(unit[i + 1]).fma(p, d0);
            d1 = ((FloatVector) d.convertShape(S2F, FLOATS, 1)).mul(unit[i + 1]).fma(q, d1);
            p = FloatVector.fromMemorySegment(FLOATS, data, third + units, LITTLE_ENDIAN);
            q = FloatVector.fromMemorySegment(FLOATS, data, third + more, LITTLE_ENDIAN);
            e = e.add(offset[i]);
            e0 = ((FloatVector) e.convertShape(S2F, FLOATS, 0)).mul(unit[i]).fma(p, e0);
            e1 = ((FloatVector) e.convertShape(S2F, FLOATS, 1)).mul(unit[i]).fma(q, e1);
            f = f.add(offset[i + 1]);
            f0 = ((FloatVector) f.convertShape(S2F, FLOATS, 0)).mul(unit[i + 1]).fma(p, f0);
            f1 = ((FloatVector) f.convertShape(S2F, FLOATS, 1)).mul(unit[i + 1]).fma(q, f1);
            p = FloatVector.fromMemorySegment(FLOATS, data, fourth + units, LITTLE_ENDIAN);
            q = FloatVector.fromMemorySegment(FLOATS, data, fourth + more, LITTLE_ENDIAN);
            g = g.add(offset[i]);
            g0 = ((FloatVector) g.convertShape(S2F, FLOATS, 0)).mul(unit[i]).fma(p, g0);
            g1 = ((FloatVector) g.convertShape(S2F, FLOATS, 1)).mul(unit[i]).fma(q, g1);
            h = h.add(offset[i + 1]);
            h0 = ((FloatVector) h.convertShape(S2F, FLOATS, 0)).mul(unit[i + 1]).fma(p, h0);
            h1 = ((FloatVector) h.convertShape(S2F, FLOATS, 1)).mul(unit[i + 1]).fma(q, h1);
        }
        int half = FLOATS.length();
        int toSecond = to + Math.min(1, groups - 1) * GROUP;
        int toThird = to + Math.min(2, groups - 1) * GROUP;
        int toFourth = to + (groups - 1) * GROUP;
        a0.intoArray(out, to);
        a1.intoArray(out, to + half);
        b0.intoArray(out, to + stride);
        b1.intoArray(out, to + stride + half);
        c0.intoArray(out, toSecond);
        c1.intoArray(out, toSecond + half);
        d0.intoArray(out, toSecond + stride);
        d1.intoArray(out, toSecond + stride + half);
        e0.intoArray(out, toThird);
        e1.intoArray(out, toThird + half);
        f0.intoArray(out, toThird + stride);
        f1.intoArray(out, toThird + stride + half);
        g0.intoArray(out, toFourth);
        g1.intoArray(out, toFourth + half);
        h0.intoArray(out, toFourth + stride);
        h1.intoArray(out, toFourth + stride + half);
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
