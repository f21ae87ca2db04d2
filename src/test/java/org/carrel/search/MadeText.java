package org.carrel.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.carrel.ingest.Passage;

/**
 * Seeded text for measurements of speed: words by Zipf's law over a vocabulary of 20,000, and
 * vectors of unit length in random directions, which cost as much to compare as real ones.
 */
final class MadeText {

    private static final int VOCABULARY = 20_000;
    private static final int DIMENSIONS = 384;

    private final Random random;

    MadeText(long seed) {
        this.random = new Random(seed);
    }

    /** Words of the given number; the commonest is about a fifteenth of them. */
    String words(int number) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < number; i++) {
            // The inverse of Zipf's distribution function, nearly.
            int rank = (int) Math.pow(VOCABULARY, random.nextDouble());
            text.append(text.isEmpty() ? "" : " ").append(word(rank));
        }
        return text.append('.').toString();
    }

    private static String word(int rank) {
        StringBuilder word = new StringBuilder();
        for (int rest = rank; rest > 0; rest /= 20) {
            word.append("bcdfghjklmnpqrstvwxz".charAt(rest % 20)).append("aeiou".charAt(rest % 5));
        }
        return word.toString();
    }

    /** Passages of about 900 characters. */
    List<Passage> passages(int number) {
        List<Passage> passages = new ArrayList<>(number);
        for (int i = 0; i < number; i++) {
            String text = words(150);
            passages.add(new Passage(i, 1, 0, text.length(), text, ""));
        }
        return passages;
    }

    float[] vector() {
        float[] vector = new float[DIMENSIONS];
        double sum = 0;
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] = (float) random.nextGaussian();
            sum += vector[i] * vector[i];
        }
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] /= (float) Math.sqrt(sum);
        }
        return vector;
    }

    List<float[]> vectors(int number) {
        List<float[]> vectors = new ArrayList<>(number);
        for (int i = 0; i < number; i++) {
            vectors.add(vector());
        }
        return vectors;
    }
}
