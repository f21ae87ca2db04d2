package org.carrel.answer;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.carrel.search.Analysis;

/** How much of a question's vocabulary a text holds, rare words counting more. */
final class Coverage {

    private Coverage() {}

    /** The rarities of the terms of part of a question; all of them where it has none of them. */
    static Map<String, Double> within(Map<String, Double> rarity, String part) {
        Map<String, Double> kept = new HashMap<>(rarity);
        kept.keySet().retainAll(Analysis.questionTerms(part));
        return kept.isEmpty() ? rarity : kept;
    }

    /** The share of the vocabulary in these terms, 0 to 1. */
    static double of(Set<String> terms, Map<String, Double> rarity) {
        double all = 0;
        double held = 0;
        for (Map.Entry<String, Double> term : rarity.entrySet()) {
            all += term.getValue();
            held += terms.contains(term.getKey()) ? term.getValue() : 0;
        }
        return all == 0 ? 0 : held / all;
    }
}
