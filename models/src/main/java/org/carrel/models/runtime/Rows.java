package org.carrel.models.runtime;

/**
 * Some rows of activations.
 *
 * @param count how many
 * @param columns width of each
 * @param values row after row
 * @param rounded the same in 8 bits, for {@link PackedMatrix}
 */
@SuppressWarnings("ArrayRecordComponent") // written and read on the hot path, never compared
record Rows(int count, int columns, float[] values, RoundedRows rounded) {

    static Rows of(int count, int columns) {
        return new Rows(
                count, columns, new float[count * columns], new RoundedRows(count, columns));
    }

    /** Rounds a row after its values were set. */
    void round(int row) {
        rounded.set(row, values, row * columns);
    }
}
