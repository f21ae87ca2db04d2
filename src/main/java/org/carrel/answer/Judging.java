package org.carrel.answer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.carrel.answer.Weighing.Candidate;
import org.carrel.search.Found;
import org.carrel.search.Hit;
import org.jspecify.annotations.Nullable;

/**
 * Answers a question of yes or no from one document as a whole: what decides it is often another
 * sentence than the one that is most like the question, and whether the document says anything to
 * it is itself part of the verdict.
 */
final class Judging {

    /** Sentences that are read at most, the most promising of the document. */
    static final int READ = 150;

    /** Where another document's best passage scores a larger share than this, none is preferred. */
    private static final double RIVAL = 0.85;

    /** Passages that a document is known by at a glance. */
    private static final int GLANCE = 5;

    private Judging() {}

    /**
     * A verdict with what it rests on.
     *
     * @param citations what decides, then what else is near; never empty
     * @param value null where the document does not say
     * @param strength probability that the value is right, 0 to 1; without one, that there is any
     */
    record Judged(List<Citation> citations, @Nullable TypedValue value, double strength) {

        Judged {
            citations = List.copyOf(citations);
        }
    }

    /**
     * The passages of the one document that a question is asked of or that the search plainly
     * prefers; empty where several stand alike.
     */
    static List<Hit> preferred(Found found) {
        Map<UUID, Double> best = new HashMap<>();
        found.hits().forEach(hit -> best.merge(hit.documentId(), hit.score(), Math::max));
        List<Map.Entry<UUID, Double>> documents =
                best.entrySet().stream()
                        .sorted(Map.Entry.<UUID, Double>comparingByValue().reversed())
                        .limit(2)
                        .toList();
        if (documents.isEmpty()
                || (documents.size() > 1
                        && documents.getLast().getValue()
                                > RIVAL * documents.getFirst().getValue())) {
            return List.of();
        }
        UUID document = documents.getFirst().getKey();
        return found.hits().stream().filter(hit -> hit.documentId().equals(document)).toList();
    }

    /** Whether a verdict can come of it, at a glance: of most contracts their wording is asked. */
    static boolean isPossible(Asked asked, List<Hit> passages) {
        return asked.concept() == null
                || asked.puts()
                || passages.stream()
                        .limit(GLANCE)
                        .anyMatch(hit -> Verdicts.isOfStudy(hit.text(), hit.path()));
    }

    /**
     * The verdict of one document; null where its sentences alone are to answer: in text that is
     * neither contract nor study, and in a contract where the question asks for a known concept,
     * whose wording tells more surely whether it is there.
     *
     * @param passages of one document, at least one
     * @param all their sentences
     */
    static @Nullable Judged of(Asked asked, List<Hit> passages, List<Candidate> all) {
        List<Citation> read =
                all.stream()
                        .sorted(Comparator.comparingDouble(Candidate::weight).reversed())
                        .limit(READ)
                        .map(candidate -> candidate.statement().citation())
                        .toList();
        Verdicts.Read given = Verdicts.read(asked.question(), read);
        Verdict verdict = given.verdict();
        return switch (given.text()) {
            case OTHER -> null;
            case COVENANT ->
                    asked.concept() == null || asked.puts()
                            ? judged(read, verdict, verdict.score())
                            : null;
            case STUDY ->
                    judged(read, verdict, verdict.score() * Addressed.probability(asked, passages));
        };
    }

    private static Judged judged(List<Citation> read, Verdict verdict, double strength) {
        if (verdict.says() == Verdict.Side.NONE || verdict.deciding() < 0) {
            return new Judged(read, null, 1 - strength);
        }
        Citation deciding = read.get(verdict.deciding());
        List<Citation> shown = new ArrayList<>(List.of(deciding));
        read.stream().filter(each -> !each.equals(deciding)).forEach(shown::add);
        return new Judged(
                shown,
                new TypedValue(
                        AnswerKind.YES_NO,
                        deciding.quote(),
                        verdict.says().name().toLowerCase(Locale.ROOT),
                        0),
                strength);
    }
}
