package org.carrel.models.runtime;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.S2F;
import static jdk.incubator.vector.VectorOperators.ZERO_EXTEND_B2S;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorSpecies;
import org.carrel.models.packed.PackedForm;

/**
 * Two rows of activations, as {@link BandProduct} has one: the second takes little more time, since
 * both wait for the same weights. Flat, see {@link TileProduct}.
 */
final class PairProduct {

    private static final int GROUP = PackedForm.ROWS;
    private static final int BLOCK = PackedForm.COLUMNS;
    private static final int TILE = RoundedRows.TILE;
    private static final int HALF = PackedForm.STEPS;
    private static final int UNITS = PackedForm.UNITS;
    private static final int BLOCK_BYTES = PackedForm.BLOCK_BYTES;
    private static final VectorSpecies<Float> FLOATS = Lanes.FLOATS;
    private static final VectorSpecies<Short> SHORTS = Lanes.SHORTS;
    private static final VectorSpecies<Byte> BYTES = Lanes.BYTES;

    private final MemorySegment data;
    private final int columns;

    /**
     * @param data of {@link PackedForm#bytes}
     */
    PairProduct(MemorySegment data, int columns) {
        this.data = data;
        this.columns = columns;
    }

    /**
     * Computes one vector of outputs of each group.
     *
     * @param row the first; the next is in the same tile
     * @param from where the first group begins, and its lane
     * @param groups up to four, one after the other; if fewer, the last is computed repeatedly
     * @param lane the first of the group's rows
     * @param stride distance of two rows in {@code out}
     */
    void multiply(
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
}
