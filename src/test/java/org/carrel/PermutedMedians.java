package org.carrel;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/**
 * Two groups of durations, in milliseconds, and how often a chance division of the same durations
 * into two such groups has medians at least as far apart (a permutation test: Fisher, The Design of
 * Experiments, 1935).
 */
record PermutedMedians(double one, double other, double chance) {

    private static final int DIVISIONS = 2_000;

    static PermutedMedians of(double[] one, double[] other) {
        double[] all = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        double apart = Math.abs(median(one) - median(other));
        Random random = new Random(25);
        int asFar = 0;
        for (int i = 0; i < DIVISIONS; i++) {
            shuffle(all, random);
            double first = median(Arrays.copyOf(all, one.length));
            double second = median(Arrays.copyOfRange(all, one.length, all.length));
            if (Math.abs(first - second) >= apart) {
                asFar++;
            }
        }
        return new PermutedMedians(median(one), median(other), (double) asFar / DIVISIONS);
    }

    private static void shuffle(double[] values, Random random) {
        for (int i = values.length - 1; i > 0; i--) {
            int at = random.nextInt(i + 1);
            double moved = values[i];
            values[i] = values[at];
            values[at] = moved;
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%.2f ms and %.2f ms, by chance %.0f%%", one, other, 100 * chance);
    }
}
