package org.carrel.answer;

import static org.carrel.answer.StudyWording.has;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.carrel.search.Analysis;

/**
 * Weighs what evidence says to a question that asks for yes or no.
 *
 * <p>A contract, the report of a study and any other text are read by different rules, since their
 * wording decides differently: by permission and exception, by significance and direction, by plain
 * denial.
 */
final class Verdicts {

    /** In plain text, less of the question's terms than this is about something else. */
    private static final double LEAST_SHARED = 0.34;

    private Verdicts() {}

    /** Whether yes or no would answer the question. */
    static boolean isAsked(String question) {
        return YesNoQuestion.isAsked(question);
    }

    /**
     * What the evidence says to the question, or to a statement put in its place.
     *
     * @param asked of "Is it true that ...?" the statement alone is held against the evidence
     * @param evidence strongest first; what is in the first one's document counts. More than the
     *     few quotes that are shown makes it surer: up to the whole document.
     */
    static Verdict of(String asked, List<Citation> evidence) {
        String question = YesNoQuestion.statement(asked);
        List<Reading> readings = Reading.of(evidence);
        if (readings.isEmpty()) {
            return Verdict.NONE;
        }
        long binding =
                readings.stream().filter(r -> has(CovenantWording.BINDING, r.text())).count();
        boolean studies =
                readings.stream()
                        .anyMatch(r ->
                                has(StudyWording.STUDY, r.text())
                                        || has(StudyWording.STUDY_SECTION, r.section()));
        if (3 * binding > readings.size() || (!studies && has(CovenantWording.BINDING, question))) {
            return new CovenantVerdict(question, readings).verdict();
        }
        return studies ? new StudyVerdict(question, readings).verdict() : plain(question, readings);
    }

    /** Whether a quote carries a sentence, as far as negation, quantity and modality decide. */
    static boolean agrees(String sentence, String quote) {
        return Agreement.holds(sentence, quote);
    }

    /** By the nearest clause: as the question puts it, denied, or only guessed at. */
    private static Verdict plain(String question, List<Reading> readings) {
        Set<String> asked = Analysis.questionTerms(question);
        Reading nearest = readings.getFirst();
        double most = 0;
        for (Reading reading : readings) {
            Set<String> shared = new HashSet<>(reading.terms());
            shared.retainAll(asked);
            double share = asked.isEmpty() ? 0 : (double) shared.size() / asked.size();
            if (share > most) {
                most = share;
                nearest = reading;
            }
        }
        if (most < LEAST_SHARED) {
            return Verdict.NONE;
        }
        String clause = Agreement.nearestClause(question, nearest.text());
        boolean agrees = Agreement.holds(question, clause);
        Verdict.Side side = agrees ? Verdict.Side.YES : Verdict.Side.NO;
        if (Agreement.isGuess(clause)) {
            side = Verdict.Side.MAYBE;
        }
        return new Verdict(side, most, nearest.index());
    }
}
