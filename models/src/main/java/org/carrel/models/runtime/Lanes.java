package org.carrel.models.runtime;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** How wide this machine's vectors are, and what is not built into them. */
final class Lanes {

    /** 512 bits with AVX-512, 256 with AVX2. */
    static final VectorSpecies<Float> FLOATS =
            FloatVector.SPECIES_PREFERRED.length() > 16
                    ? FloatVector.SPECIES_512
                    : FloatVector.SPECIES_PREFERRED;

    static final int COUNT = FLOATS.length();

    /** Of the same width. */
    static final VectorSpecies<Short> SHORTS = VectorSpecies.of(short.class, FLOATS.vectorShape());

    /** As many as there are shorts, so of half the width. */
    static final VectorSpecies<Byte> BYTES =
            SHORTS.length() == 32
                    ? ByteVector.SPECIES_256
                    : SHORTS.length() == 16 ? ByteVector.SPECIES_128 : ByteVector.SPECIES_64;

    private static final float LOG2_E = 1.44269504f;
    private static final float LN2_HIGH = 0.693359375f;
    private static final float LN2_LOW = -2.12194440e-4f;

    /** Adding it leaves the rounded number in the lowest bits: 1.5 x 2^23. */
    private static final float ROUNDER = 12_582_912f;

    private static final float LIMIT = 87f;

    private Lanes() {}

    /**
     * Uses a vector, after which the JVM's checks of their bounds cannot be switched off any more.
     */
    static void requireBoundsChecks() {
        FloatVector.fromArray(FLOATS, new float[COUNT], 0);
    }

    /**
     * e to the x, within 2 units in the last place, for x of at most 87 in size; beyond it is cut
     * there. The same bits whether compiled or interpreted, which the built-in one does not
     * promise.
     */
    static FloatVector exp(FloatVector x) {
        FloatVector cut = x.max(-LIMIT).min(LIMIT);
        FloatVector shifted = cut.mul(LOG2_E).add(ROUNDER);
        FloatVector n = shifted.sub(ROUNDER);
        FloatVector r = n.fma(broadcast(-LN2_HIGH), cut);
        r = n.fma(broadcast(-LN2_LOW), r);
        FloatVector p = r.fma(broadcast(1f / 720), broadcast(1f / 120));
        p = p.fma(r, broadcast(1f / 24));
        p = p.fma(r, broadcast(1f / 6));
        p = p.fma(r, broadcast(0.5f));
        p = p.fma(r, broadcast(1f));
        p = p.fma(r, broadcast(1f));
        IntVector power = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
        return p.reinterpretAsInts().add(power).reinterpretAsFloats();
    }

    /**
     * Makes each value {@code cap x tanh(value / cap)}: its size stays below the cap.
     *
     * @param count of values from the start; up to {@link #COUNT} - 1 after them may change too
     */
    static void cap(float[] values, int count, float cap) {
        for (int i = 0; i < count; i += COUNT) {
            VectorMask<Float> there = FLOATS.indexInRange(i, values.length);
            FloatVector value = FloatVector.fromArray(FLOATS, values, i, there);
            FloatVector power = exp(value.mul(2 / cap));
            power.sub(1f).div(power.add(1f)).mul(cap).intoArray(values, i, there);
        }
    }

    /** Sum of the lanes, always in the same order. */
    static float sum(FloatVector vector, float[] scratch) {
        vector.intoArray(scratch, 0);
        float sum = 0;
        for (int i = 0; i < COUNT; i++) {
            sum += scratch[i];
        }
        return sum;
    }

    private static FloatVector broadcast(float value) {
        return FloatVector.broadcast(FLOATS, value);
    }
}
