package org.carrel.answer;

import static org.carrel.answer.StudyWording.has;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.carrel.search.Analysis;

/**
 * What the findings of a study say to a question.
 *
 * <p>Only sentences of results and conclusions count, if there are any; each by the share of the
 * question's terms that it holds. What "no difference" means hangs on the question: no to "does it
 * affect ...?", rather yes to "is it as safe as ...?", so the model has features of question and
 * evidence together.
 */
final class StudyVerdict {

    private static final LogisticModel MODEL = LogisticModel.read("verdict-study.tsv");

    /** Every sentence counts a little, also one that shares no term with the question. */
    private static final double LEAST = 0.1;

    private static final Pattern ASKS_NEED =
            StudyWording.of(
                    "\\b(necessary|need|needed|require\\w*|indicat\\w*|routine|always|must"
                            + "|mandatory|really|still)\\b");

    private static final Pattern ASKS_STANDARD =
            StudyWording.of(
                    "\\b(know\\w*|aware\\w*|agree|recogni\\w*|adher\\w*|attend\\w*|guideline\\w*"
                            + "|adequa\\w*|correctly)\\b");

    /** "A new marker of relapse?" puts forward what the text then shows. */
    private static final Pattern WITH_VERB =
            StudyWording.of(
                    "\\b(is|are|was|were|do|does|did|has|have|can|could|may|must|should|will)\\b");

    private static final Pattern ASKS_ADVICE =
            StudyWording.of("(^|[:.,?]\\s*)(should|must|will)\\b");

    private static final Pattern ASKS_ALIKE =
            StudyWording.of(
                    "\\b(same|similar|equivalent|equal|comparable|replace|omit\\w*|safe|without"
                            + "|alternative|contraindication\\w*|stop\\w*|limit\\w*|compromis\\w*"
                            + "|unnecessary|agree|identif\\w*)\\b");

    private static final Pattern ASKS_EFFECT =
            StudyWording.of(
                    "\\b(affect\\w*|influenc\\w*|impact|effects?|associat\\w*|relat\\w*"
                            + "|correlat\\w*|predict\\w*|differ\\w*|role|depend\\w*|risk factor"
                            + "|matter|modif\\w*|alter|link\\w*|connection|contribut\\w*|reflect"
                            + "|improve\\w*|reduce\\w*|prevent\\w*|increase\\w*|decrease\\w*|lower"
                            + "|better|superior|enhance|promote|protect\\w*|induce|cause|lead"
                            + "|higher)\\b");

    private static final Pattern ASKS_WORTH =
            StudyWording.of(
                    "\\b(useful\\w*|safe|feasible|effective|efficacious|reliable|accurate"
                            + "|justifi\\w*|helpful|valid|benefi\\w*|appropriate|adequate\\w*"
                            + "|sufficient|satisf\\w*|possible|viable|alternative|applicable|work"
                            + "|worth\\w*|advantag\\w*|ideal)\\b");

    private final String question;
    private final Set<String> asked;
    private final List<Reading> results;

    StudyVerdict(String question, List<Reading> readings) {
        this.question = question;
        this.asked = Analysis.questionTerms(question);
        List<Reading> outcomes =
                readings.stream()
                        .filter(r -> has(StudyWording.OUTCOME_SECTION, r.section()))
                        .toList();
        this.results = outcomes.isEmpty() ? readings : outcomes;
    }

    Verdict verdict() {
        Map<Verdict.Side, Double> likely = MODEL.weigh(features());
        Verdict.Side side =
                likely.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
        Predicate<String> telling =
                switch (side) {
                    case YES -> StudyWording::affirms;
                    case NO -> StudyWording::denies;
                    case MAYBE, NONE -> text -> has(StudyWording.CONTRAST, text);
                };
        int deciding =
                results.stream()
                        .max(
                                Comparator.comparingDouble(
                                        r -> nearness(r) * (telling.test(r.text()) ? 2 : 1)))
                        .orElseThrow()
                        .index();
        return new Verdict(side, likely.getOrDefault(side, 0.0), deciding);
    }

    /** Named as in the model's table. */
    Map<String, Double> features() {
        Map<String, Double> features = new LinkedHashMap<>();
        features.put("asks-need", one(has(ASKS_NEED, question)));
        features.put("asks-standard", one(has(ASKS_STANDARD, question)));
        features.put("without-verb", one(!has(WITH_VERB, question)));
        features.put("asks-advice", one(has(ASKS_ADVICE, question)));
        features.put("asks-alike", one(has(ASKS_ALIKE, question)));
        double denied = share(StudyWording::denies);
        double good = share(text -> has(StudyWording.GOOD, text));
        double bad = share(text -> has(StudyWording.BAD, text));
        features.put("denied", share(text -> has(StudyWording.DENIED, text)));
        features.put("alike", share(text -> has(StudyWording.ALIKE, text)));
        features.put("beyond-chance", share(text -> has(StudyWording.UNLIKELY_CHANCE, text)));
        features.put("direction", share(text -> has(StudyWording.DIRECTION, text)));
        features.put("good", good);
        features.put("bad", bad);
        features.put("contrast", share(text -> has(StudyWording.CONTRAST, text)));
        double effect = one(has(ASKS_EFFECT, question));
        double worth = one(has(ASKS_WORTH, question));
        features.put("effect-denied", effect * denied);
        features.put("effect-affirmed", effect * share(StudyWording::affirms));
        features.put("alike-denied", one(has(ASKS_ALIKE, question)) * denied);
        features.put("worth-good", worth * good);
        features.put("worth-bad", worth * bad);
        features.put(
                "effect-denied-last", effect * one(StudyWording.denies(results.getLast().text())));
        features.put("nearest-denies", one(StudyWording.denies(nearest().text())));
        return features;
    }

    /** Share of the results that have it, each by its nearness to the question. */
    private double share(Predicate<String> has) {
        double all = 0;
        double held = 0;
        for (Reading reading : results) {
            double weight = nearness(reading) + LEAST;
            all += weight;
            held += has.test(reading.text()) ? weight : 0;
        }
        return held / all;
    }

    /** Of two equally near, the later: results go from the general to the particular answer. */
    private Reading nearest() {
        Reading nearest = results.getFirst();
        for (Reading reading : results) {
            nearest = nearness(reading) >= nearness(nearest) ? reading : nearest;
        }
        return nearest;
    }

    private double nearness(Reading reading) {
        Set<String> shared = new HashSet<>(reading.terms());
        shared.retainAll(asked);
        return asked.isEmpty() ? 0 : (double) shared.size() / asked.size();
    }

    private static double one(boolean holds) {
        return holds ? 1 : 0;
    }
}
