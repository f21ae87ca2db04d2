package org.carrel.answer;

import static org.carrel.answer.StudyWording.has;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.carrel.search.Analysis;

/**
 * Whether a quote says what a sentence says as far as small words decide: "not", "may" against
 * "must", "all" against "some", "before" against "after", "higher" against "lower", "possible"
 * against "is". It knows nothing of the other words; those must be compared elsewhere.
 *
 * <p>Both are compared in the clause of the quote that shares most with the sentence, since a "not"
 * in another clause is not its own.
 */
final class Agreement {

    private static final Pattern DENIAL =
            StudyWording.of(
                    "\\b(no|not|never|none|neither|nor|without|den(y|ies|ied)|cannot|\\w+n['\u2019]t"
                            + "|fail(s|ed)? to|unable|absen(t|ce)|lacks?|lacking|free of"
                            + "|negative for|prohibited|unchanged|insignificant)\\b");

    /** "Not only" and "no later than" deny nothing. */
    private static final Pattern NO_DENIAL =
            StudyWording.of(
                    "\\b(not only|no later than|not later than|no (less|fewer|more) than"
                            + "|not (less|fewer|more) than|whether or not|notwithstanding"
                            + "|not limited to|no doubt)\\b");

    private static final Pattern CLAUSE_END =
            Pattern.compile(
                    "[;:\\n]|,\\s+(?=(?:and|but|or|nor|which|who|while|whereas|although|except"
                            + "|provided|unless|however)\\b)|\\b(?:but|whereas|although|however"
                            + "|unless|except|provided that)\\b");

    /** Words that exclude each other: what says one does not say the other. */
    private static final List<List<Pattern>> OPPOSED =
            List.of(
                    opposed(
                            "higher|increas\\w*|rise|rose|rais\\w*|elevat\\w*|greater|larger|longer"
                                    + "|worse\\w*|more",
                            "lower|decreas\\w*|reduc\\w*|fall|fell|declin\\w*|smaller|shorter"
                                    + "|fewer|less"),
                    opposed("before|prior to|precedes?", "after|following|upon expiry of"),
                    opposed(
                            "at least|minimum|no(t)? less than",
                            "at most|maximum|no(t)? more than|up to|not exceed\\w*"),
                    opposed("all|every|each|always|any", "some|certain|sometimes|few"),
                    opposed("left", "right"),
                    opposed(
                            "start\\w*|began|begin\\w*|initiat\\w*",
                            "stop\\w*|discontinu\\w*|held"),
                    opposed("include\\w*|including", "exclud\\w*|excluding"));

    /** A guess is not a finding. */
    private static final Pattern GUESS =
            StudyWording.of(
                    "\\b(possib\\w*|probab\\w*|likely|suspect\\w*|suggest\\w*|might|could"
                            + "|questionable|cannot (be )?rule\\w* out|rule out|concern for"
                            + "|appears?|seems?|unclear|consider\\w*)\\b");

    private static final Pattern DUTY =
            StudyWording.of("\\b(shall|must|required to|obliged to|obligated to)\\b(?! not)");

    private static final Pattern LEAVE =
            StudyWording.of("\\b(may(?! not)|permitted|entitled|free to|option to)\\b");

    private Agreement() {}

    private static List<Pattern> opposed(String some, String others) {
        return List.of(
                StudyWording.of("\\b(" + some + ")\\b"), StudyWording.of("\\b(" + others + ")\\b"));
    }

    /** Whether nothing in the quote's small words stands against the sentence. */
    static boolean holds(String sentence, String quote) {
        String clause = nearestClause(sentence, quote);
        return denies(sentence) == denies(clause)
                && OPPOSED.stream().noneMatch(pair -> areOpposed(pair, sentence, clause))
                && (isGuess(sentence) || !isGuess(clause))
                && !(isDuty(sentence) && isLeave(clause))
                && !(isLeave(sentence) && isDuty(clause) && denies(clause));
    }

    static boolean isGuess(String text) {
        return has(GUESS, text);
    }

    static boolean denies(String text) {
        return has(DENIAL, NO_DENIAL.matcher(text).replaceAll(" "));
    }

    private static boolean isDuty(String text) {
        return has(DUTY, text) && !has(LEAVE, text);
    }

    private static boolean isLeave(String text) {
        return has(LEAVE, text) && !has(DUTY, text);
    }

    private static boolean areOpposed(List<Pattern> pair, String sentence, String clause) {
        boolean someSaid = has(pair.getFirst(), sentence);
        boolean othersSaid = has(pair.getLast(), sentence);
        boolean someHeld = has(pair.getFirst(), clause);
        boolean othersHeld = has(pair.getLast(), clause);
        return (someSaid && !othersSaid && othersHeld && !someHeld)
                || (othersSaid && !someSaid && someHeld && !othersHeld);
    }

    /** The clause that shares most terms with the sentence; of equals the first. */
    static String nearestClause(String sentence, String quote) {
        Set<String> said = Analysis.terms(sentence);
        return CLAUSE_END
                .splitAsStream(quote)
                .filter(clause -> !clause.isBlank())
                .max(Comparator.comparingLong(clause -> shared(said, clause)))
                .filter(clause -> shared(said, clause) > 0)
                .orElse(quote);
    }

    private static long shared(Set<String> said, String clause) {
        Set<String> held = new HashSet<>(Analysis.terms(clause));
        held.retainAll(said);
        return held.size();
    }
}
