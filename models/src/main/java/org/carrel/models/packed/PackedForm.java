package org.carrel.models.packed;

/**
 * 4-bit weights so stored that a vector register holds one column of many rows.
 *
 * <p>{@link #ROWS} rows are a group; the last one of a matrix may be filled up with zeros. For each
 * block of {@link #COLUMNS} columns a group has 16 times 32 bytes, byte {@code k, row} with column
 * k in its low and column k + 16 in its high half, each eight too high, and then the 32 units in
 * F32, little-endian: 640 bytes that are read in order. A weight is its step, less eight, times its
 * unit.
 */
public final class PackedForm {

    /** Rows of a group. */
    public static final int ROWS = 32;

    /** Columns of a block, which share a unit. */
    public static final int COLUMNS = 32;

    /** Bytes that the steps of one row take in a block. */
    public static final int STEPS = COLUMNS / 2;

    /** Where the units begin in a block. */
    public static final int UNITS = STEPS * ROWS;

    /** Bytes of a block of all rows of a group. */
    public static final int BLOCK_BYTES = UNITS + ROWS * Float.BYTES;

    private PackedForm() {}

    /** Groups of a matrix. */
    public static int groups(int rows) {
        return Math.ceilDiv(rows, ROWS);
    }

    /** Bytes of one group. */
    public static int groupBytes(int columns) {
        return columns / COLUMNS * BLOCK_BYTES;
    }

    /** Bytes of a matrix. */
    public static long bytes(int rows, int columns) {
        return (long) groups(rows) * groupBytes(columns);
    }

    /**
     * Puts one row's part of a block into its group.
     *
     * @param row within the group
     * @param steps of the row's 32 columns, from {@code from} on
     */
    public static void put(byte[] group, int row, int block, byte[] steps, int from, float unit) {
        int to = block * BLOCK_BYTES;
        for (int k = 0; k < STEPS; k++) {
            group[to + k * ROWS + row] = steps[from + k];
        }
        int bits = Float.floatToRawIntBits(unit);
        for (int i = 0; i < Float.BYTES; i++) {
            group[to + UNITS + row * Float.BYTES + i] = (byte) (bits >>> Byte.SIZE * i);
        }
    }

    /**
     * Takes one row's part of a block out of its group.
     *
     * @param row within the group
     * @param steps gets those of the row's 32 columns, from {@code to} on
     * @return their unit
     */
    public static float take(byte[] group, int row, int block, byte[] steps, int to) {
        int from = block * BLOCK_BYTES;
        for (int k = 0; k < STEPS; k++) {
            steps[to + k] = group[from + k * ROWS + row];
        }
        int bits = 0;
        for (int i = 0; i < Float.BYTES; i++) {
            int part = group[from + UNITS + row * Float.BYTES + i] & 0xff;
            bits |= part << Byte.SIZE * i;
        }
        return Float.intBitsToFloat(bits);
    }
}
