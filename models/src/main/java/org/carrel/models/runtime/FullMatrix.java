package org.carrel.models.runtime;

import jdk.incubator.vector.FloatVector;

/**
 * Weights in F32 with activations in F32: four times the memory of {@link PackedMatrix}, slower and
 * exact. For models that nobody packed; an import packs all that is multiplied.
 */
final class FullMatrix implements Matrix {

    private static final int PART = 32;

    private final int rows;
    private final int columns;
    private final float[] values;

    /**
     * @param values row after row
     */
    FullMatrix(int rows, int columns, float[] values) {
        this.rows = rows;
        this.columns = columns;
        this.values = values;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public long bytes() {
        return (long) values.length * Float.BYTES;
    }

    @Override
    public int parts() {
        return Math.ceilDiv(rows, PART);
    }

    @Override
    public int width() {
        return parts() * PART;
    }

    @Override
    public void multiply(Rows in, int part, float[] out, int stride) {
        float[] lanes = new float[Lanes.COUNT];
        for (int output = part * PART; output < Math.min(rows, (part + 1) * PART); output++) {
            for (int row = 0; row < in.count(); row++) {
                out[row * stride + output] = product(output, in.values(), row * columns, lanes);
            }
        }
    }

    private float product(int output, float[] in, int from, float[] lanes) {
        FloatVector sum = FloatVector.zero(Lanes.FLOATS);
        for (int i = 0; i < columns; i += Lanes.COUNT) {
            FloatVector w = FloatVector.fromArray(Lanes.FLOATS, values, output * columns + i);
            sum = w.fma(FloatVector.fromArray(Lanes.FLOATS, in, from + i), sum);
        }
        return Lanes.sum(sum, lanes);
    }
}
