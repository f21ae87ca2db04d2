package org.carrel.models;

import java.io.IOException;

/**
 * A matrix times a number.
 *
 * @param source the matrix
 * @param factor the number
 */
record ScaledRows(RowSource source, double factor) implements RowSource {

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public int rows() {
        return source.rows();
    }

    @Override
    public int columns() {
        return source.columns();
    }

    @Override
    public void read(int row, float[] into) throws IOException {
        source.read(row, into);
        for (int i = 0; i < columns(); i++) {
            into[i] = (float) (into[i] * factor);
        }
    }
}
