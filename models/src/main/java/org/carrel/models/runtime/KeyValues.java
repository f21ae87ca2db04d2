package org.carrel.models.runtime;

import java.util.Arrays;

/**
 * Keys and values of the positions read, in memory only. Grows as it is filled.
 *
 * <p>Keys lie in blocks of as many positions as a vector has lanes, dimension by dimension, so that
 * scores of a block come without summing across lanes. Values lie position by position.
 */
final class KeyValues {

    /** Positions by which it grows; a multiple of four blocks of any vector width. */
    static final int STEP = 64;

    private final LlamaSizes sizes;
    private final float[][] keys;
    private final float[][] values;
    private int capacity;

    KeyValues(LlamaSizes sizes) {
        this.sizes = sizes;
        int arrays = sizes.layers() * sizes.keyValueHeads();
        this.keys = new float[arrays][0];
        this.values = new float[arrays][0];
    }

    /** Another one with the first positions of this. */
    KeyValues copy(int positions) {
        KeyValues copy = new KeyValues(sizes);
        copy.capacity = rounded(positions);
        int length = copy.capacity * sizes.headSize();
        for (int i = 0; i < keys.length; i++) {
            copy.keys[i] = Arrays.copyOf(keys[i], length);
            copy.values[i] = Arrays.copyOf(values[i], length);
        }
        return copy;
    }

    /** Makes room for so many positions. */
    void reserve(int positions) {
        if (positions <= capacity) {
            return;
        }
        capacity = rounded(Math.max(positions, capacity + capacity / 2));
        int length = capacity * sizes.headSize();
        for (int i = 0; i < keys.length; i++) {
            keys[i] = Arrays.copyOf(keys[i], length);
            values[i] = Arrays.copyOf(values[i], length);
        }
    }

    /** Bytes of memory taken. */
    long bytes() {
        return bytes(sizes, capacity);
    }

    static long bytes(LlamaSizes sizes, int positions) {
        return 2L * sizes.layers() * sizes.keyValue() * rounded(positions) * Float.BYTES;
    }

    private static int rounded(int positions) {
        return (positions + STEP - 1) / STEP * STEP;
    }

    float[] keys(int layer, int head) {
        return keys[layer * sizes.keyValueHeads() + head];
    }

    float[] values(int layer, int head) {
        return values[layer * sizes.keyValueHeads() + head];
    }

    /** Stores what one position has for all heads of a layer. */
    void store(int layer, int position, float[] key, int keyFrom, float[] value, int valueFrom) {
        int size = sizes.headSize();
        int block = position / Lanes.COUNT * Lanes.COUNT * size + position % Lanes.COUNT;
        for (int head = 0; head < sizes.keyValueHeads(); head++) {
            float[] to = keys(layer, head);
            for (int d = 0; d < size; d++) {
                to[block + d * Lanes.COUNT] = key[keyFrom + head * size + d];
            }
            System.arraycopy(
                    value, valueFrom + head * size, values(layer, head), position * size, size);
        }
    }
}
