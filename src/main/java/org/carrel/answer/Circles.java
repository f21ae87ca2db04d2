package org.carrel.answer;

import java.util.List;
import java.util.Locale;

/** Tells text that repeats itself without end, as small models write when they lose the thread. */
final class Circles {

    /** Longest stretch that is looked for, in words. */
    private static final int LONGEST = 12;

    /** So often a stretch must stand in a row; single words more often, as in "very, very". */
    private static final int TIMES = 3;

    private static final int TIMES_OF_ONE = 5;

    private Circles() {}

    /** Whether the text ends in a stretch of words that is there several times in a row. */
    static boolean ends(String text) {
        List<String> words = List.of(text.strip().toLowerCase(Locale.ROOT).split("\\s+"));
        for (int period = 1; period <= LONGEST; period++) {
            int times = period == 1 ? TIMES_OF_ONE : TIMES;
            if (repeats(words, period, times)) {
                return true;
            }
        }
        return false;
    }

    private static boolean repeats(List<String> words, int period, int times) {
        int length = period * times;
        if (words.size() < length) {
            return false;
        }
        List<String> tail = words.subList(words.size() - length, words.size());
        for (int i = period; i < length; i++) {
            if (!tail.get(i).equals(tail.get(i - period))) {
                return false;
            }
        }
        return true;
    }
}
