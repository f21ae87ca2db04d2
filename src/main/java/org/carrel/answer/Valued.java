package org.carrel.answer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.carrel.answer.Weighing.Candidate;
import org.jspecify.annotations.Nullable;

/**
 * Evidence with the value that was asked for.
 *
 * @param citations strongest first
 * @param value what they hold of the kind asked for; null where they hold none
 */
record Valued(List<Citation> citations, @Nullable TypedValue value) {

    /** Sentences that a side is weighed by, beside those that are shown. */
    private static final int READ = 150;

    Valued {
        citations = List.copyOf(citations);
    }

    /** A value that has a form, such as a date. */
    static Valued form(AnswerKind kind, List<Citation> citations) {
        return new Valued(citations, TypedValues.in(kind, citations));
    }

    /**
     * Yes, no or maybe. What decides may be another sentence of the best one's document than the
     * nearest few: then it is shown besides.
     *
     * @param citations at least one
     * @param all every sentence that was found
     */
    static Valued side(String question, List<Citation> citations, List<Candidate> all) {
        UUID document = citations.getFirst().documentId();
        List<Citation> read = new ArrayList<>(citations);
        all.stream()
                .sorted(Comparator.comparingDouble(Candidate::weight).reversed())
                .map(candidate -> candidate.statement().citation())
                .filter(each -> each.documentId().equals(document) && !citations.contains(each))
                .limit(READ)
                .forEach(read::add);
        Verdict verdict = Verdicts.of(question, read);
        if (verdict.deciding() < 0 || verdict.says() == Verdict.Side.NONE) {
            return new Valued(citations, null);
        }
        Citation deciding = read.get(verdict.deciding());
        List<Citation> shown = new ArrayList<>(citations);
        if (!shown.contains(deciding)) {
            shown.add(deciding);
        }
        return new Valued(
                shown,
                new TypedValue(
                        AnswerKind.YES_NO,
                        deciding.quote(),
                        verdict.says().name().toLowerCase(Locale.ROOT),
                        shown.indexOf(deciding)));
    }
}
