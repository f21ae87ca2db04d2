package org.carrel.answer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.carrel.ingest.Span;
import org.carrel.models.EmbeddingModel;
import org.carrel.search.Analysis;
import org.carrel.search.Hit;

/**
 * Weighs the sentences of passages as answers to one question: all of them by words and wording,
 * the best few of them by their vectors too.
 */
final class Weighing {

    /** Sentences whose vectors are computed: about 10 ms each on two cores. */
    static final int COMPARED = 8;

    /** A longer sentence is compared by its beginning: vectors blur with length. */
    private static final int COMPARED_LENGTH = 320;

    private final EmbeddingModel embeddings;
    private final Strength strength;

    Weighing(EmbeddingModel embeddings, Strength strength) {
        this.embeddings = embeddings;
        this.strength = strength;
    }

    /** A sentence with what speaks for it. */
    record Candidate(Statement statement, Map<Sign, Double> signs, double weight) {}

    /** Every sentence of the passages, weighed without vectors. */
    List<Candidate> all(Asked asked, List<Hit> hits) {
        Signs signs = new Signs(asked);
        Map<UUID, Double> shortfalls = shortfalls(hits);
        List<Candidate> candidates = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Hit hit : hits) {
            double around = Coverage.of(Analysis.terms(hit.text()), asked.rarity());
            for (Span span : Statements.of(hit.text())) {
                String text = hit.text().substring(span.start(), span.end());
                if (seen.add(hit.documentId() + text)) {
                    Statement statement = new Statement(hit, span, text, around);
                    Map<Sign, Double> own = signs.of(statement);
                    own.put(Sign.OUTRANKED, shortfalls.get(hit.documentId()));
                    candidates.add(new Candidate(statement, own, strength.promise(own)));
                }
            }
        }
        return candidates;
    }

    /**
     * The strongest sentences.
     *
     * @param vector of the question without the words that name a document
     * @param all sentences, weighed without vectors
     * @return strongest first, at most {@value #COMPARED}; their weights are logits
     */
    List<Candidate> strongest(Asked asked, float[] vector, List<Candidate> all) {
        List<Candidate> promising = promising(all);
        if (promising.isEmpty()) {
            return List.of();
        }
        List<float[]> vectors =
                embeddings.embedPassages(
                        promising.stream()
                                .map(candidate -> beginning(candidate.statement().text()))
                                .toList());
        Signs signs = new Signs(asked);
        List<Candidate> weighed = new ArrayList<>();
        for (int i = 0; i < promising.size(); i++) {
            Candidate candidate = promising.get(i);
            signs.addLikeness(candidate.signs(), EmbeddingModel.dot(vector, vectors.get(i)));
            weighed.add(
                    new Candidate(
                            candidate.statement(),
                            candidate.signs(),
                            strength.logit(candidate.signs())));
        }
        weighed.sort(Comparator.comparingDouble(Candidate::weight).reversed());
        return weighed;
    }

    private static List<Candidate> promising(List<Candidate> all) {
        return all.stream()
                .sorted(Comparator.comparingDouble(Candidate::weight).reversed())
                .limit(COMPARED)
                .toList();
    }

    /** A sentence alone may look right in a document that as a whole speaks of something else. */
    private static Map<UUID, Double> shortfalls(List<Hit> hits) {
        Map<UUID, Double> best = new HashMap<>();
        hits.forEach(hit -> best.merge(hit.documentId(), hit.score(), Math::max));
        double most = best.values().stream().mapToDouble(each -> each).max().orElse(0);
        best.replaceAll(
                (document, score) -> most <= 0 ? 0 : Math.clamp(1 - score / most, 0.0, 1.0));
        return best;
    }

    private static String beginning(String text) {
        return text.length() <= COMPARED_LENGTH ? text : text.substring(0, COMPARED_LENGTH);
    }
}
