package org.carrel.models;

/**
 * Jlama's Q4 form: 32 weights become 16 bytes and one scale.
 *
 * <p>The weight of the largest magnitude becomes -8 steps, so the scale is a minus eighth of it.
 * Byte j holds weight j in its low and weight j + 16 in its high four bits, each moved up by 8. The
 * arithmetic is Jlama 0.8.4's {@code Q4ByteBufferTensor}, operation by operation, so that the bytes
 * are the same; a test holds them against each other.
 */
final class Q4Block {

    static final int WEIGHTS = 32;
    static final int BYTES = 16;

    private Q4Block() {}

    /**
     * Packs 32 weights.
     *
     * @return the scale; not finite when a weight was not
     */
    static float encode(float[] weights, int from, byte[] into, int to) {
        float widest = widest(weights, from);
        float scale = widest / -8f;
        float inverse = scale != 0f ? 1f / scale : 0f;
        for (int j = 0; j < BYTES; j++) {
            int low = step(weights[from + j] * inverse);
            int high = step(weights[from + BYTES + j] * inverse);
            into[to + j] = (byte) (low | high << 4);
        }
        return scale;
    }

    private static float widest(float[] weights, int from) {
        float widest = Float.MIN_VALUE;
        float magnitude = Float.MIN_VALUE;
        for (int j = from; j < from + WEIGHTS; j++) {
            float absolute = Math.abs(weights[j]);
            if (Float.isNaN(absolute)) {
                return Float.NaN;
            }
            if (absolute > magnitude) {
                widest = weights[j];
                magnitude = absolute;
            }
        }
        return widest;
    }

    private static int step(float scaled) {
        return Math.min(15, (byte) (scaled + 8.5f));
    }
}
