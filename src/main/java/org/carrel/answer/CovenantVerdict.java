package org.carrel.answer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.carrel.answer.CovenantWording.Claim;
import org.carrel.search.Analysis;

/**
 * What the clauses of a contract say to a question or a statement about it.
 *
 * <p>The clauses nearest to it by related words decide, rare ones counting more; each is for it or
 * against it by whether it permits, prohibits, requires or excepts. Where no clause is near, the
 * contract does not say.
 */
final class CovenantVerdict {

    private static final LogisticModel MODEL = LogisticModel.read("verdict-covenant.tsv");

    /** Clauses that may decide together: a rule, its exception, its definition. */
    private static final int DECIDING = 3;

    private static final int RAREST = 3;

    private static final double VERY_NEAR = 0.85;
    private static final double A_LITTLE = 0.3;

    /** A very long clause holds any word. */
    private static final int LONG = 900;

    private record Clause(Reading reading, Set<String> words, double near, int side) {}

    private final Claim claim;
    private final Map<String, Double> rarity;
    private final List<Set<String>> words;
    private final List<Clause> nearest;

    CovenantVerdict(String question, List<Reading> readings) {
        RelatedWords related = RelatedWords.ofContracts();
        claim = Claim.of(question);
        words = readings.stream().map(reading -> related.of(reading.terms())).toList();
        Set<String> asked = related.of(Analysis.questionTerms(question));
        rarity = rarity(asked, words);
        List<Clause> clauses = new ArrayList<>();
        for (int i = 0; i < readings.size(); i++) {
            clauses.add(clause(readings.get(i), words.get(i), asked));
        }
        clauses.sort(Comparator.comparingDouble(Clause::near).reversed());
        nearest = clauses.subList(0, Math.min(DECIDING, clauses.size()));
    }

    private static Map<String, Double> rarity(Set<String> asked, List<Set<String>> words) {
        Map<String, Double> rarity = new HashMap<>();
        for (String word : asked) {
            long holding = words.stream().filter(held -> held.contains(word)).count();
            rarity.put(word, Math.log((words.size() + 1.0) / (holding + 1)) + 0.2);
        }
        return rarity;
    }

    private Clause clause(Reading reading, Set<String> held, Set<String> asked) {
        double all = rarity.values().stream().mapToDouble(Double::doubleValue).sum();
        double shared = asked.stream().filter(held::contains).mapToDouble(rarity::get).sum();
        double near = all == 0 ? 0 : shared / all * (reading.text().length() > LONG ? 0.9 : 1);
        String text = reading.whole();
        int side = CovenantWording.side(claim, text);
        // Who must return all of it may keep none.
        if (claim == Claim.PERMITTED
                && side == 0
                && CovenantWording.isUnqualified(text)
                && RelatedWords.ofContracts().areOpposed(asked, held)) {
            side = -1;
        }
        return new Clause(reading, held, near, side);
    }

    Verdict verdict() {
        Clause first = nearest.getFirst();
        if (plainlyDenies(first)) {
            return new Verdict(Verdict.Side.NO, first.near(), first.reading().index());
        }
        Map<Verdict.Side, Double> likely = MODEL.weigh(features());
        Verdict.Side side =
                likely.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
        double score = likely.getOrDefault(side, 0.0);
        if (side == Verdict.Side.NONE) {
            return new Verdict(side, score, -1);
        }
        int wanted = side == Verdict.Side.YES ? 1 : -1;
        Clause deciding =
                nearest.stream()
                        .filter(clause -> clause.side() == wanted)
                        .findFirst()
                        .orElse(nearest.getFirst());
        return new Verdict(side, score, deciding.reading().index());
    }

    /** A clause against the very thing decides, unless another nearly as near is for it. */
    private boolean plainlyDenies(Clause first) {
        return first.near() >= VERY_NEAR
                && first.side() < 0
                && nearest.stream()
                        .noneMatch(other ->
                                other.side() > 0 && other.near() >= first.near() - A_LITTLE);
    }

    /** Named as in the model's table. */
    Map<String, Double> features() {
        Clause first = nearest.getFirst();
        List<String> rarest =
                rarity.entrySet().stream()
                        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                        .limit(RAREST)
                        .map(Map.Entry::getKey)
                        .toList();
        double denied =
                nearest.stream()
                        .filter(clause -> clause.side() < 0)
                        .mapToDouble(Clause::near)
                        .max()
                        .orElse(0);
        Map<String, Double> features = new LinkedHashMap<>();
        features.put("near", first.near());
        features.put(
                "rarest-held",
                share(rarest.stream().filter(first.words()::contains).count(), rarest.size()));
        features.put(
                "nowhere",
                share(
                        rarity.keySet().stream()
                                .filter(word -> words.stream().noneMatch(w -> w.contains(word)))
                                .count(),
                        rarity.size()));
        features.put(
                "balance",
                nearest.stream().mapToDouble(clause -> clause.near() * clause.side()).sum());
        features.put("nearest-for", first.side() > 0 ? first.near() : 0);
        features.put("nearest-against", first.side() < 0 ? first.near() : 0);
        features.put("whole-denied", claim == Claim.WHOLE ? denied : 0);
        features.put("permission-denied", claim == Claim.PERMITTED ? denied : 0);
        return features;
    }

    private static double share(long some, int all) {
        return all == 0 ? 0 : (double) some / all;
    }
}
