package org.carrel.ingest.likeness;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** 128 numbers of a text. Those of one key can be compared with each other, and no others. */
public final class Signature {

    /** The error of an estimate has a standard deviation of at most 0.5 / sqrt(128) = 0.044. */
    public static final int VALUES = 128;

    /** Bytes of a signature as stored. */
    public static final int BYTES = VALUES * Integer.BYTES;

    /**
     * Two texts meet when one of their bands is equal. With 21 bands of 6 numbers, texts that share
     * 0.8 of their runs meet with a chance of 0.998 (1 - (1 - 0.8^6)^21), 0.9 always, 0.5 in 0.28.
     */
    public static final int BANDS = 21;

    private static final int BAND_WIDTH = 6;

    private final int[] values;

    private Signature(int[] values) {
        this.values = values;
    }

    /** The lower halves do: equal smallest hashes are equal, others differ but once in 2^32. */
    static Signature of(long[] smallest) {
        int[] values = new int[VALUES];
        for (int i = 0; i < VALUES; i++) {
            values[i] = (int) smallest[i];
        }
        return new Signature(values);
    }

    /** A signature as it was stored. */
    public static Signature of(byte[] stored) {
        if (stored.length != BYTES) {
            throw new IllegalArgumentException("a signature has " + BYTES + " bytes");
        }
        int[] values = new int[VALUES];
        ByteBuffer.wrap(stored).asIntBuffer().get(values);
        return new Signature(values);
    }

    /** For storing. */
    public byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        bytes.asIntBuffer().put(values);
        return bytes.array();
    }

    /** The share of runs of words that two texts have in common, 0 to 1: an estimate. */
    public double similarity(Signature other) {
        int equal = 0;
        for (int i = 0; i < VALUES; i++) {
            equal += values[i] == other.values[i] ? 1 : 0;
        }
        return (double) equal / VALUES;
    }

    /** A number a band, by its place. */
    public long[] bands() {
        long[] bands = new long[BANDS];
        for (int band = 0; band < BANDS; band++) {
            long folded = band;
            for (int i = 0; i < BAND_WIDTH; i++) {
                // An odd factor, so that no number is lost; equal by chance once in 2^64.
                folded = (folded ^ values[band * BAND_WIDTH + i]) * 0x9E3779B97F4A7C15L;
                folded ^= folded >>> 29;
            }
            bands[band] = folded;
        }
        return bands;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Signature signature && Arrays.equals(values, signature.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }
}
