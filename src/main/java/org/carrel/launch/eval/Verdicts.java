package org.carrel.launch.eval;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/// Verdicts given against those expected: accuracy, and the mean over expected classes of F1
/// (macro-F1), so that a rare class counts as much as a frequent one. A verdict that is none of the
/// classes is wrong in its item's class and in no other.
final class Verdicts {
    static final String ACCURACY = "verdict accuracy";

    private final Map<Verdict, String> names;
    private final Map<String, Map<String, Integer>> counts = new LinkedHashMap<>();

    /// @param names of the classes
    Verdicts(Map<Verdict, String> names) {
        this.names = names;
    }

    /// The class of a verdict.
    String name(Verdict verdict) {
        return names.getOrDefault(verdict, verdict == Verdict.SILENT ? "(silent)" : "(unclear)");
    }

    /// Whether it is right.
    boolean add(Verdict expected, Verdict given) {
        counts.computeIfAbsent(name(expected), key -> new LinkedHashMap<>())
                .merge(name(given), 1, Integer::sum);
        return name(expected).equals(name(given));
    }

    int size() {
        return counts.values().stream()
                .flatMap(row -> row.values().stream())
                .mapToInt(Integer::intValue)
                .sum();
    }

    double macroF1() {
        double sum = 0;
        for (String name : counts.keySet()) {
            double right = count(name, name);
            double expected =
                    counts.getOrDefault(name, Map.of()).values().stream()
                            .mapToInt(Integer::intValue)
                            .sum();
            double given = counts.keySet().stream().mapToInt(each -> count(each, name)).sum();
            sum += 2 * right / (expected + given);
        }
        return counts.isEmpty() ? 0 : sum / counts.size();
    }

    /// Which verdicts were given for each expected one.
    String confusion() {
        StringBuilder told = new StringBuilder();
        for (String expected : new TreeSet<>(counts.keySet())) {
            told.append(told.isEmpty() ? "" : "; ").append(expected).append(" ->");
            counts.getOrDefault(expected, Map.of())
                    .forEach((given, count) ->
                            told.append(' ').append(given).append(' ').append(count));
        }
        return told.toString();
    }

    private int count(String expected, String given) {
        return counts.getOrDefault(expected, Map.of()).getOrDefault(given, 0);
    }
}
