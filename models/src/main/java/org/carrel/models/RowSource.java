package org.carrel.models;

import java.io.IOException;

/** A matrix of a source, or a vector (one row), whose weights are read a row at a time. */
interface RowSource {

    /** The source's own name for it, for messages. */
    String name();

    int rows();

    int columns();

    /** Reads one row, counted from 0, into the first {@link #columns()} places. */
    void read(int row, float[] into) throws IOException;

    default long weights() {
        return (long) rows() * columns();
    }
}
