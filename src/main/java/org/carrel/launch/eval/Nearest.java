package org.carrel.launch.eval;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The most similar text of a pool: the cosine of weights `(1 + ln tf) * ln(N / df)` of its words.
final class Nearest {
    private final Map<String, List<String>> pool;
    private final Map<String, Integer> frequency = new HashMap<>();

    /// @param pool words by name
    Nearest(Map<String, List<String>> pool) {
        this.pool = pool;
        for (List<String> words : pool.values()) {
            new HashSet<>(words).forEach(word -> frequency.merge(word, 1, Integer::sum));
        }
    }

    /// @param self is not its own neighbour
    Optional<String> to(String self, List<String> words) {
        Map<String, Double> wanted = weights(words);
        return pool.keySet().stream()
                .filter(name -> !name.equals(self))
                .max(
                        Comparator.comparingDouble((String name) ->
                                        cosine(wanted, weights(pool.getOrDefault(name, List.of()))))
                                .thenComparing(Comparator.reverseOrder()));
    }

    private Map<String, Double> weights(List<String> words) {
        Map<String, Double> weights = new HashMap<>();
        words.forEach(word -> weights.merge(word, 1.0, Double::sum));
        weights.replaceAll((word, count) -> {
            int documents = frequency.getOrDefault(word, 0);
            return documents == 0
                    ? 0
                    : (1 + Math.log(count)) * Math.log((double) pool.size() / documents);
        });
        return weights;
    }

    private static double cosine(Map<String, Double> one, Map<String, Double> other) {
        double product = 0;
        for (Map.Entry<String, Double> each : one.entrySet()) {
            product += each.getValue() * other.getOrDefault(each.getKey(), 0.0);
        }
        double lengths = length(one) * length(other);
        return lengths == 0 ? 0 : product / lengths;
    }

    private static double length(Map<String, Double> weights) {
        return Math.sqrt(weights.values().stream().mapToDouble(each -> each * each).sum());
    }
}
