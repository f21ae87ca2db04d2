package org.carrel.concept;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares questions with the descriptions of concepts, by their words' beginnings. */
final class Descriptions {

    /** Words that begin alike are taken for forms of one word. */
    private static final int STEM = 6;

    private final Map<String, Set<String>> stems = new HashMap<>();
    private final Map<String, Double> rarity = new HashMap<>();

    Descriptions(List<Concept> concepts) {
        Map<String, Integer> held = new HashMap<>();
        for (Concept concept : concepts) {
            Set<String> own = stems(Words.of(concept.name() + " " + concept.about()));
            stems.put(concept.id(), own);
            own.forEach(stem -> held.merge(stem, 1, Integer::sum));
        }
        held.forEach((stem, number) -> rarity.put(stem, Math.log(1.0 * concepts.size() / number)));
    }

    /** The cosine of question and description, 0 to 1, over words that some description holds. */
    double likeness(Concept concept, String[] question) {
        Set<String> own = stems.getOrDefault(concept.id(), Set.of());
        Set<String> asked = stems(question);
        double common = weight(asked.stream().filter(own::contains).collect(Collectors.toSet()));
        double product = weight(asked) * weight(own);
        return product == 0 ? 0 : common / Math.sqrt(product);
    }

    private double weight(Set<String> some) {
        return some.stream().mapToDouble(stem -> square(rarity.getOrDefault(stem, 0.0))).sum();
    }

    private static double square(double value) {
        return value * value;
    }

    private static Set<String> stems(String[] words) {
        return Arrays.stream(words)
                .filter(word -> word.length() > 1)
                .map(word -> word.substring(0, Math.min(STEM, word.length())))
                .collect(Collectors.toSet());
    }
}
