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
 * One row of activations and four groups of a {@link PackedMatrix} at once: weights are then read
 * at four places, and the processor waits for all of them together. Flat, see {@link TileProduct}.
 */
final class BandProduct {

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
    BandProduct(MemorySegment data, int columns) {
        this.data = data;
        this.columns = columns;
    }

    /**
     * Computes one vector of outputs of each group.
     *
     * @param from where the first group begins, and its lane
     * @param groups up to four, one after the other; if fewer, the last is computed repeatedly
     * @param lane the first of the group's rows
     */
    void multiply(RoundedRows in, int row, long from, int groups, int lane, float[] out, int to) {
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
}
