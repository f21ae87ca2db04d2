package org.carrel.answer;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.carrel.search.Analysis;
import org.jspecify.annotations.Nullable;

/**
 * Holds written sentences against evidence.
 *
 * <p>A sentence is supported by quotes when it says something of theirs that the question did not,
 * every number and every name in it stands in them or in the question, nearly all of its other
 * words do too, and it denies just where they deny. These rules are strict on what a small model
 * gets wrong (figures, names, sides) and blind to subtler faults, such as two true halves wrongly
 * joined.
 */
final class SentenceCheck {

    /** Share of a sentence's words that must stand in the evidence or the question. */
    private static final double WORDS_HELD = 0.9;

    private static final int MAX_CITATIONS = 2;

    private static final Pattern NUMBER = Pattern.compile("\\d+(?:[.,:/-]\\d+)*");
    private static final Pattern GROUPING = Pattern.compile("(?<=\\d),(?=\\d{3})");
    private static final Pattern NAME = Pattern.compile("(?<=[\\p{L}\\p{N},;] )\\p{Lu}[\\p{L}'-]+");
    private static final Pattern NEGATION =
            Pattern.compile(
                    "\\b(no|not|never|none|neither|nor|den(y|ies|ied)|cannot|\\w+n't)\\b",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern CLAUSE_END =
            Pattern.compile("[;:\\n]|,\\s|\\b(?:and|if|unless|provided|except|without)\\b");

    /** Words of an answer's frame, which claim nothing. */
    private static final Set<String> FRAME =
            Analysis.terms(
                    "answer answers question yes following follows state states stated says say"
                            + " according document documents excerpt excerpts agreement contract"
                            + " note patient evidence provided mention mentioned specified given"
                            + " has have had is are was were be been do does did will would shall"
                            + " can could may might must");

    private final String question;
    private final List<Citation> citations;

    SentenceCheck(String question, List<Citation> citations) {
        this.question = question;
        this.citations = citations;
    }

    /** The sentence with the quotes nearest to it and the verdict. */
    Sentence check(String sentence) {
        Set<String> claims = claims(sentence);
        List<Integer> nearest =
                IntStream.range(0, citations.size())
                        .boxed()
                        .filter(i -> overlap(claims, i) > 0)
                        .sorted(Comparator.comparingLong((Integer i) -> -overlap(claims, i)))
                        .limit(MAX_CITATIONS)
                        .toList();
        String quotes =
                nearest.stream()
                        .map(i -> citations.get(i).quote())
                        .collect(Collectors.joining("\n"));
        if (nearest.isEmpty() || saysNothingNew(claims, quotes)) {
            return Sentence.unsupported(sentence, nearest, Fault.NOTHING_NEW);
        }
        Fault fault = fault(sentence, claims, quotes);
        return new Sentence(sentence, fault == null, nearest, fault);
    }

    private @Nullable Fault fault(String sentence, Set<String> claims, String quotes) {
        if (!numbersHeld(sentence, quotes)) {
            return Fault.FIGURE;
        }
        if (!namesHeld(sentence, quotes)) {
            return Fault.NAME;
        }
        if (!wordsHeld(claims, quotes)) {
            return Fault.WORDS;
        }
        return denies(sentence) == denies(nearestClause(claims, quotes)) ? null : Fault.NEGATION;
    }

    private boolean saysNothingNew(Set<String> claims, String quotes) {
        Set<String> asked = words(question);
        Set<String> quoted = words(quotes);
        return claims.stream().noneMatch(claim -> quoted.contains(claim) && !asked.contains(claim));
    }

    private long overlap(Set<String> claims, int citation) {
        Set<String> held = words(citations.get(citation).quote());
        return claims.stream().filter(held::contains).count();
    }

    private static Set<String> claims(String sentence) {
        Set<String> claims = words(sentence);
        claims.removeAll(FRAME);
        return claims;
    }

    /** Terms, with 12,000 and 12000 the same one. */
    private static Set<String> words(String text) {
        return new HashSet<>(Analysis.terms(GROUPING.matcher(text).replaceAll("")));
    }

    private boolean numbersHeld(String sentence, String quotes) {
        Set<String> held = numbers(quotes);
        held.addAll(numbers(question));
        return held.containsAll(numbers(sentence));
    }

    private static Set<String> numbers(String text) {
        return NUMBER.matcher(GROUPING.matcher(text).replaceAll(""))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private boolean namesHeld(String sentence, String quotes) {
        String held = (quotes + "\n" + question).toLowerCase(Locale.ROOT);
        return NAME.matcher(sentence)
                .results()
                .map(name -> name.group().toLowerCase(Locale.ROOT))
                .allMatch(held::contains);
    }

    private boolean wordsHeld(Set<String> claims, String quotes) {
        Set<String> held = words(quotes);
        held.addAll(words(question));
        long found = claims.stream().filter(held::contains).count();
        return found >= WORDS_HELD * claims.size();
    }

    /** The part of the quotes that shares most with the claims: a "not" elsewhere is not theirs. */
    private static String nearestClause(Set<String> claims, String quotes) {
        return CLAUSE_END
                .splitAsStream(quotes)
                .max(
                        Comparator.comparingLong(
                                clause -> words(clause).stream().filter(claims::contains).count()))
                .orElse(quotes);
    }

    private static boolean denies(String text) {
        return NEGATION.matcher(text).find();
    }
}
