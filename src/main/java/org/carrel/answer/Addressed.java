package org.carrel.answer;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.carrel.search.Analysis;
import org.carrel.search.Hit;

/**
 * Whether a document speaks of what a question asks at all, by the likeness of its nearest passage
 * and by the share of the question's vocabulary in its best few. The weights stand in {@code
 * addressed.tsv}; {@code AddressedFit} in the test tree makes them.
 */
final class Addressed {

    private static final LogisticModel MODEL = LogisticModel.read("addressed.tsv");

    /** Of a long document all passages together hold any word. */
    private static final int BEST = 3;

    private Addressed() {}

    /**
     * The probability, 0 to 1.
     *
     * @param passages of one document, at least one
     */
    static double probability(Asked asked, List<Hit> passages) {
        return MODEL.weigh(features(asked, passages)).getOrDefault(Verdict.Side.YES, 0.0);
    }

    /** Named as in the model's table. */
    static Map<String, Double> features(Asked asked, List<Hit> passages) {
        Set<String> terms = new HashSet<>();
        passages.stream()
                .sorted(Comparator.comparingDouble(Hit::score).reversed())
                .limit(BEST)
                .forEach(hit -> terms.addAll(Analysis.terms(hit.text())));
        Map<String, Double> features = new LinkedHashMap<>();
        features.put("alike", passages.stream().mapToDouble(Hit::similarity).max().orElse(0));
        features.put("held", Coverage.of(terms, asked.rarity()));
        return features;
    }
}
