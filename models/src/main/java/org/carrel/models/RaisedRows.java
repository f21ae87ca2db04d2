package org.carrel.models;

import java.io.IOException;

/**
 * A matrix whose numbers are all one higher: a gemma's norms are stored as what they differ from 1.
 */
record RaisedRows(RowSource source) implements RowSource {

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
            into[i]++;
        }
    }
}
