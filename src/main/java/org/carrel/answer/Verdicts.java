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

    /** A visit's note names a study now and then, the report of one in every other sentence. */
    private static final double STUDY_SHARE = 0.1;

    private Verdicts() {}

    /** As what a text is read. */
    enum Text {
        COVENANT,
        STUDY,
        OTHER
    }

    /** A verdict, and as what the evidence was read. */
    record Read(Text text, Verdict verdict) {}

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
        return read(asked, evidence).verdict();
    }

    /** The same, with what it was read as. */
    static Read read(String asked, List<Citation> evidence) {
        String question = YesNoQuestion.statement(asked);
        List<Reading> readings = Reading.of(evidence);
        if (readings.isEmpty()) {
            return new Read(Text.OTHER, Verdict.NONE);
        }
        Text text = text(question, readings);
        return new Read(
                text,
                switch (text) {
                    case COVENANT -> new CovenantVerdict(question, readings).verdict();
                    case STUDY -> new StudyVerdict(question, readings).verdict();
                    case OTHER -> plain(question, readings);
                });
    }

    private static Text text(String question, List<Reading> readings) {
        long binding =
                readings.stream().filter(r -> has(CovenantWording.BINDING, r.text())).count();
        boolean study = STUDY_SHARE * readings.size() <= studies(readings);
        if (3 * binding > readings.size() || (!study && has(CovenantWording.BINDING, question))) {
            return Text.COVENANT;
        }
        return study ? Text.STUDY : Text.OTHER;
    }

    private static long studies(List<Reading> readings) {
        return readings.stream().filter(r -> isOfStudy(r.text(), r.section())).count();
    }

    /** Whether a text is worded as the report of a study is, or stands in a section of one. */
    static boolean isOfStudy(String text, String section) {
        return has(StudyWording.STUDY, text) || has(StudyWording.STUDY_SECTION, section);
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
