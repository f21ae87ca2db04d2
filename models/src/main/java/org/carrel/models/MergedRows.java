package org.carrel.models;

import java.io.IOException;

/** A matrix W with an adapter added: W + scaling x up x down, in 32-bit floats. */
final class MergedRows implements RowSource {

    private final RowSource base;
    private final RowSource down;
    private final RowSource up;
    private final double scaling;
    private final float[] upRow;

    /** All of {@code down}, kept from the first row to the last. */
    private float[] downRows = {};

    /**
     * @param down rank x columns
     * @param up rows x rank
     */
    MergedRows(RowSource base, RowSource down, RowSource up, double scaling) {
        this.base = base;
        this.down = down;
        this.up = up;
        this.scaling = scaling;
        this.upRow = new float[up.columns()];
    }

    @Override
    public String name() {
        return base.name();
    }

    @Override
    public int rows() {
        return base.rows();
    }

    @Override
    public int columns() {
        return base.columns();
    }

    @Override
    public void read(int row, float[] into) throws IOException {
        if (downRows.length == 0) {
            downRows = whole(down);
        }
        base.read(row, into);
        up.read(row, upRow);
        double[] added = new double[columns()];
        for (int k = 0; k < upRow.length; k++) {
            double factor = scaling * upRow[k];
            int from = k * added.length;
            for (int i = 0; i < added.length; i++) {
                added[i] += factor * downRows[from + i];
            }
        }
        for (int i = 0; i < added.length; i++) {
            into[i] = (float) (into[i] + added[i]);
        }
        if (row == rows() - 1) {
            downRows = new float[0];
        }
    }

    private static float[] whole(RowSource matrix) throws IOException {
        float[] all = new float[Math.toIntExact(matrix.weights())];
        float[] row = new float[matrix.columns()];
        for (int i = 0; i < matrix.rows(); i++) {
            matrix.read(i, row);
            System.arraycopy(row, 0, all, i * row.length, row.length);
        }
        return all;
    }
}
