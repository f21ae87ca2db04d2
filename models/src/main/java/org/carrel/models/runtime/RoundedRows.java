package org.carrel.models.runtime;

import org.carrel.models.packed.PackedForm;

/**
 * Rows of activations rounded to 8 bits, a unit for each block of 32, as {@link PackedMatrix} reads
 * them: four rows interleaved, so that one index walks through all of them.
 */
final class RoundedRows {

    static final int BLOCK = PackedForm.COLUMNS;
    static final int TILE = 4;

    private final int columns;
    private final short[] values;
    private final float[] units;
    private final short[] offsets;

    RoundedRows(int rows, int columns) {
        int tiles = (rows + TILE - 1) / TILE;
        this.columns = columns;
        this.values = new short[tiles * TILE * columns];
        this.units = new float[tiles * TILE * columns / BLOCK];
        this.offsets = new short[units.length];
    }

    int columns() {
        return columns;
    }

    /** At {@code index(row, column)}. */
    short[] values() {
        return values;
    }

    /** What a value's 1 stands for, at {@code blockIndex(row, block)}. */
    float[] units() {
        return units;
    }

    /**
     * Minus eight times the sum of a block's values, in 16 bits: weights are stored eight too high.
     */
    short[] offsets() {
        return offsets;
    }

    int index(int row, int column) {
        return (row / TILE * columns + column) * TILE + row % TILE;
    }

    int blockIndex(int row, int block) {
        return (row / TILE * (columns / BLOCK) + block) * TILE + row % TILE;
    }

    /** A value as it was rounded. */
    float value(int row, int column) {
        return values[index(row, column)] * units[blockIndex(row, column / BLOCK)];
    }

    /** Rounds one row to the nearest. */
    void set(int row, float[] from, int start) {
        for (int block = 0; block < columns / BLOCK; block++) {
            set(row, block, from, start + block * BLOCK);
        }
    }

    private void set(int row, int block, float[] from, int start) {
        float largest = 0;
        for (int i = 0; i < BLOCK; i++) {
            largest = Math.max(largest, Math.abs(from[start + i]));
        }
        float scale = largest == 0 ? 0 : Byte.MAX_VALUE / largest;
        int to = index(row, block * BLOCK);
        int sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            float scaled = from[start + i] * scale;
            int rounded = (int) (scaled + Math.copySign(0.5f, scaled));
            values[to + i * TILE] = (short) rounded;
            sum += rounded;
        }
        units[blockIndex(row, block)] = largest / Byte.MAX_VALUE;
        offsets[blockIndex(row, block)] = (short) (-8 * sum);
    }
}
