package org.carrel.models.runtime;

/** Rotary positions over half-split heads (Su et al. 2021, arXiv:2104.09864). */
final class Rotation {

    private final int headSize;
    private final float[] cosines;
    private final float[] sines;

    Rotation(LlamaSizes sizes) {
        this.headSize = sizes.headSize();
        int half = headSize / 2;
        this.cosines = new float[sizes.context() * half];
        this.sines = new float[cosines.length];
        for (int i = 0; i < half; i++) {
            double divisor = sizes.divisors().isEmpty() ? 1 : sizes.divisors().get(i);
            double frequency = Math.pow(sizes.theta(), -2.0 * i / headSize) / divisor;
            for (int position = 0; position < sizes.context(); position++) {
                double angle = position * frequency;
                cosines[position * half + i] = (float) Math.cos(angle);
                sines[position * half + i] = (float) Math.sin(angle);
            }
        }
    }

    /** Rotates all heads in {@code length} values from {@code from}. */
    void rotate(float[] row, int from, int length, int position) {
        int half = headSize / 2;
        for (int head = from; head < from + length; head += headSize) {
            for (int i = 0; i < half; i++) {
                float cosine = cosines[position * half + i];
                float sine = sines[position * half + i];
                float left = row[head + i];
                float right = row[head + half + i];
                row[head + i] = left * cosine - right * sine;
                row[head + half + i] = left * sine + right * cosine;
            }
        }
    }
}
