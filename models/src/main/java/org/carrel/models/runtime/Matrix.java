package org.carrel.models.runtime;

/** Weights that rows of activations are multiplied with. */
interface Matrix {

    /** Number of outputs. */
    int rows();

    /** Bytes of memory that a product reads. */
    long bytes();

    /** Number of pieces that may be computed apart, on any threads. */
    int parts();

    /** Number of outputs of all parts, the last of which may be filled up. */
    int width();

    /**
     * Computes one part of {@code out[row][output] = sum over k of in[row][k] x weight[output][k]}.
     *
     * @param stride distance of two rows in {@code out}, at least {@link #width}
     */
    void multiply(Rows in, int part, float[] out, int stride);
}
