package org.carrel.launch.eval;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// ROUGE (Lin 2004), each as F1: overlap of single words and of pairs of words, and the longest
/// common subsequence over the whole text. Words are runs of `[a-z0-9]` in lower case, not stemmed,
/// as the package rouge_score has them by default.
final class Rouge {
    private Rouge() {}

    static List<String> words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^a-z0-9]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /// @param n 1 or more
    static double n(int n, List<String> candidate, List<String> reference) {
        Map<List<String>, Integer> left = runs(n, reference);
        int common = 0;
        for (Map.Entry<List<String>, Integer> run : runs(n, candidate).entrySet()) {
            common += Math.min(run.getValue(), left.getOrDefault(run.getKey(), 0));
        }
        return f1(common, candidate.size() - n + 1, reference.size() - n + 1);
    }

    static double longest(List<String> candidate, List<String> reference) {
        int[] above = new int[reference.size() + 1];
        for (String word : candidate) {
            int[] row = new int[above.length];
            for (int i = 1; i < row.length; i++) {
                row[i] =
                        word.equals(reference.get(i - 1))
                                ? above[i - 1] + 1
                                : Math.max(above[i], row[i - 1]);
            }
            above = row;
        }
        return f1(above[reference.size()], candidate.size(), reference.size());
    }

    private static double f1(int common, int candidates, int references) {
        if (common == 0) {
            return 0;
        }
        double precision = (double) common / candidates;
        double recall = (double) common / references;
        return 2 * precision * recall / (precision + recall);
    }

    private static Map<List<String>, Integer> runs(int n, List<String> words) {
        Map<List<String>, Integer> runs = new HashMap<>();
        for (int i = 0; i + n <= words.size(); i++) {
            runs.merge(words.subList(i, i + n), 1, Integer::sum);
        }
        return runs;
    }
}
