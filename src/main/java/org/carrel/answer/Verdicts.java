package org.carrel.answer;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.carrel.search.Analysis;

/** Weighs what evidence says to a question that asks for yes or no. */
final class Verdicts {

    private static final Pattern NEGATION =
            Pattern.compile(
                    "\\b(no|not|never|none|neither|nor|cannot|without|\\w+n't)\\b",
                    Pattern.CASE_INSENSITIVE);

    private Verdicts() {}

    /** Whether yes or no would answer the question. */
    static boolean isAsked(String question) {
        return YesNoQuestion.isAsked(question);
    }

    /**
     * What the evidence says to the question, or to a statement put in its place.
     *
     * @param evidence strongest first; more than the few quotes that are shown makes it surer
     */
    static Verdict of(String question, List<Citation> evidence) {
        Set<String> asked = Analysis.questionTerms(question);
        int deciding = -1;
        double most = 0;
        for (int i = 0; i < evidence.size(); i++) {
            Set<String> held = new HashSet<>(Analysis.terms(evidence.get(i).quote()));
            held.retainAll(asked);
            double share = asked.isEmpty() ? 0 : (double) held.size() / asked.size();
            if (share > most) {
                most = share;
                deciding = i;
            }
        }
        if (deciding < 0) {
            return Verdict.NONE;
        }
        boolean agrees = denies(question) == denies(evidence.get(deciding).quote());
        return new Verdict(agrees ? Verdict.Side.YES : Verdict.Side.NO, most, deciding);
    }

    /** Whether a quote says what a sentence says, as far as denial goes. */
    static boolean agrees(String sentence, String quote) {
        return denies(sentence) == denies(quote);
    }

    private static boolean denies(String text) {
        return NEGATION.matcher(text).find();
    }
}
