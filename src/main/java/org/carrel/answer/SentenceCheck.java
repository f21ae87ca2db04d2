package org.carrel.answer;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.carrel.ingest.Sentences;
import org.carrel.search.Analysis;
import org.jspecify.annotations.Nullable;

/**
 * Holds written sentences against evidence.
 *
 * <p>A sentence is supported by quotes when it says something of theirs that the question did not;
 * when every figure in it stands in them, in whatever spelling, and every name in them or in the
 * question; when nearly all of its other words do too; when it denies, bounds and takes sides just
 * as they do; and when it means about the same by its vector. These rules are strict on what a
 * small model gets wrong (figures, names, sides) and blind to subtler faults, such as two true
 * halves wrongly joined.
 */
final class SentenceCheck {

    /** Share of a sentence's words that must stand in the evidence or the question. */
    private static final double WORDS_HELD = 0.9;

    /** Least cosine of a sentence and what it rests on; chosen by SentenceCheckMeasure. */
    static final double LIKENESS = 0.7;

    private static final int MAX_CITATIONS = 2;

    /** A word is known by its beginning where its ending differs: payment, payable. */
    private static final int STEM = 5;

    private static final Pattern GROUPING = Pattern.compile("(?<=\\d),(?=\\d{3})");
    private static final Pattern NEGATION =
            Pattern.compile(
                    "\\b(no|not|never|none|neither|nor|den(y|ies|ied)|cannot|without|prohibited|forbidden"
                            + "|fails? to|unable|absence of|negative for|\\w+n['\u2019]t)\\b",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern PART_END = Pattern.compile("[;,]\\s+(?:and\\s+)?|\\s+and\\s+");
    private static final int PART_CLAIMS = 3;

    private static final Pattern CLAUSE_END =
            Pattern.compile("[;:\\n]|,\\s|\\b(?:and|if|unless|provided|except)\\b");

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
    private final Likeness likeness;

    /** How alike two texts are in meaning: the cosine of their vectors. */
    interface Likeness {

        /** Of the likest of the others; -1 to 1. */
        double of(String sentence, List<String> others);
    }

    SentenceCheck(String question, List<Citation> citations, Likeness likeness) {
        this.question = question;
        this.citations = citations;
        this.likeness = likeness;
    }

    /** The sentence with the quotes nearest to it and the verdict. */
    Sentence check(String sentence) {
        Set<String> claims = claims(sentence);
        List<Integer> nearest =
                IntStream.range(0, citations.size())
                        .boxed()
                        // What an order says is no ground for doing it.
                        .filter(i -> !PromptText.isNoEvidence(citations.get(i).quote()))
                        .filter(i -> overlap(claims, quote(i)) > 0)
                        .sorted(Comparator.comparingLong((Integer i) -> -overlap(claims, quote(i))))
                        .limit(MAX_CITATIONS)
                        .toList();
        List<String> quotes = nearest.stream().map(this::quote).toList();
        if (nearest.isEmpty() || saysNothingNew(claims, String.join("\n", quotes))) {
            return Sentence.unsupported(sentence, nearest, Fault.NOTHING_NEW);
        }
        Fault fault = fault(sentence, claims, quotes.getFirst());
        if (fault == null) {
            // One quote that carries it alone is all that it cites.
            return Sentence.supported(sentence, nearest.subList(0, 1));
        }
        boolean inParts = quotes.size() > 1 && heldInParts(sentence, quotes);
        return new Sentence(sentence, inParts, nearest, inParts ? null : fault);
    }

    /** Two quotes carry a sentence together if each of its parts is carried by one of them. */
    private boolean heldInParts(String sentence, List<String> quotes) {
        List<String> parts = PART_END.splitAsStream(sentence).toList();
        return parts.size() > 1
                && parts.stream()
                        .allMatch(part -> {
                            Set<String> claims = claims(part);
                            return claims.size() >= PART_CLAIMS
                                    && quotes.stream()
                                            .anyMatch(quote -> fault(part, claims, quote) == null);
                        });
    }

    private @Nullable Fault fault(String sentence, Set<String> claims, String held) {
        String statement = nearest(claims, statements(held));
        if (!Figures.of(held).hold(Figures.of(sentence))) {
            return Fault.FIGURE;
        }
        Optional<Alignment> repeated = Alignment.of(sentence, statement, FRAME, words(question));
        if (repeated.isPresent()) {
            return repeated.get().fault();
        }
        if (!Names.held(sentence, held + "\n" + question) || !firstWordHeld(sentence, held)) {
            return Fault.NAME;
        }
        if (!wordsHeld(claims, held)) {
            return Fault.WORDS;
        }
        if (!Sides.agree(sentence, statement)) {
            return Fault.SIDE;
        }
        if (denies(sentence) != denies(nearest(claims, clauses(statement)))) {
            return Fault.NEGATION;
        }
        if (!Bounds.follow(sentence, statement)) {
            return Fault.QUANTITY;
        }
        return likeness.of(sentence, List.of(held)) < LIKENESS ? Fault.MEANING : null;
    }

    private String quote(int citation) {
        return citations.get(citation).quote();
    }

    private static long overlap(Set<String> claims, String text) {
        Set<String> held = words(text);
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

    private boolean saysNothingNew(Set<String> claims, String quotes) {
        Set<String> asked = words(question);
        Set<String> quoted = words(quotes);
        return claims.stream().noneMatch(claim -> quoted.contains(claim) && !asked.contains(claim));
    }

    /** A name at the beginning looks like any first word: it must at least be known. */
    private boolean firstWordHeld(String sentence, String quotes) {
        String first = sentence.split("[\\s,]", 2)[0].toLowerCase(Locale.ROOT);
        String there = (quotes + "\n" + question).toLowerCase(Locale.ROOT);
        return claims(first).isEmpty()
                || there.contains(first.substring(0, Math.min(STEM, first.length())));
    }

    private boolean wordsHeld(Set<String> claims, String quotes) {
        Set<String> held = words(quotes);
        held.addAll(words(question));
        long found =
                claims.stream()
                        .filter(claim -> held.contains(claim) || !Figures.of(claim).isEmpty())
                        .count();
        return found >= WORDS_HELD * claims.size();
    }

    private static List<String> statements(String quote) {
        return Sentences.of(quote, 0, quote.length()).stream()
                .map(span -> quote.substring(span.start(), span.end()))
                .toList();
    }

    private static List<String> clauses(String statement) {
        return CLAUSE_END.splitAsStream(statement).toList();
    }

    /** The part that shares most with the claims: a "not" elsewhere is not theirs. */
    private static String nearest(Set<String> claims, List<String> parts) {
        return parts.stream()
                .max(Comparator.comparingLong(part -> overlap(claims, part)))
                .orElse("");
    }

    private static boolean denies(String text) {
        return NEGATION.matcher(Bounds.NOT_A_DENIAL.matcher(text).replaceAll(" ")).find();
    }
}
