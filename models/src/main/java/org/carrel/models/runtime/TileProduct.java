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
 * Four rows of activations and two groups of a {@link PackedMatrix} at once, since unpacking
 * weights then costs a fourth, and spreading an activation half.
 *
 * <p>One flat method, as of {@link PairProduct} and {@link BandProduct}, and no call in it but to
 * the vector classes: past a number of nodes the compiler inlines no more, and vectors that go into
 * a call are put on the heap, which takes twice the time. All three sum in the same order.
 */
final class TileProduct {

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
    TileProduct(MemorySegment data, int columns) {
        this.data = data;
        this.columns = columns;
    }

    /**
     * Computes one vector of outputs of each group.
     *
     * @param row the first of a whole tile
     * @param first where the group begins, and its lane
     * @param second the same as {@code first} to compute one group alone
     * @param lane the first of the group's rows
     * @param stride distance of two rows in {@code out}
     */
    void multiply(
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
}
