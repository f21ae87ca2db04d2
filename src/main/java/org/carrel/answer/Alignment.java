package org.carrel.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.carrel.search.Analysis;
import org.jspecify.annotations.Nullable;

/**
 * A sentence laid beside a statement that it mostly repeats, as small models do, by their longest
 * common subsequence of words. What was put in, put in the place of something, or left out between
 * words that were kept is what the sentence says otherwise.
 */
final class Alignment {

    /** Share of a sentence's words that stand in the statement in the same order. */
    private static final double REPEATED = 0.6;

    private static final Pattern WORD =
            Pattern.compile("[\\p{L}\\p{N}]+(?:[.,:/'\u2019-][\\p{L}\\p{N}]+)*|[$\u20ac\u00a3%]");

    private static final int JUST_BEFORE = 3;

    /** The one month that is also a verb. */
    private static final Pattern MONTH_OF_MAY =
            Pattern.compile("\\bMay(?=,? \\d)|(?<=\\d )May(?= \\d)");

    private static final Set<String> DENIALS =
            Set.of("not", "no", "never", "none", "neither", "nor", "cannot", "without");

    /** Words that bound what is said: putting in, leaving out or exchanging one changes it. */
    private static final Set<String> BOUNDING =
            Set.of(
                    "all",
                    "some",
                    "any",
                    "every",
                    "each",
                    "both",
                    "either",
                    "certain",
                    "only",
                    "solely",
                    "exclusively",
                    "also",
                    "except",
                    "unless",
                    "least",
                    "most",
                    "up",
                    "more",
                    "less",
                    "fewer",
                    "maximum",
                    "minimum",
                    "may",
                    "can",
                    "might",
                    "could",
                    "shall",
                    "must",
                    "will",
                    "one",
                    "many",
                    "few",
                    "several",
                    "always",
                    "sometimes",
                    "before",
                    "after",
                    "until",
                    "within");

    private static final List<Set<String>> SAME =
            List.of(
                    Set.of("shall", "must", "will"),
                    Set.of("may", "can", "might", "could"),
                    Set.of("all", "every", "each", "any"),
                    Set.of("only", "solely", "exclusively"));

    /** One word or figure. */
    private record Token(String form, boolean content) {

        static List<Token> of(String text) {
            List<Token> tokens = new ArrayList<>();
            String plain = MONTH_OF_MAY.matcher(text).replaceAll("mayd");
            Matcher word = WORD.matcher(plain.toLowerCase(Locale.ROOT));
            while (word.find()) {
                Token token = of(word);
                // "Thirty (30)" is one figure.
                if (tokens.isEmpty()
                        || !Character.isDigit(token.form.charAt(0))
                        || !token.equals(tokens.getLast())) {
                    tokens.add(token);
                }
            }
            return tokens;
        }

        private static Token of(Matcher word) {
            String plain = word.group().replaceAll("['\u2019]s$", "");
            Optional<String> figure = Figures.single(plain);
            if (figure.isPresent()) {
                return new Token(figure.get(), true);
            }
            if (DENIALS.contains(plain) || BOUNDING.contains(plain)) {
                return new Token(plain, false);
            }
            return Analysis.terms(plain).stream()
                    .findFirst()
                    .map(stem -> new Token(stem, true))
                    .orElseGet(() -> new Token(plain, false));
        }

        boolean denies() {
            return DENIALS.contains(form) || form.endsWith("n't") || form.endsWith("n\u2019t");
        }

        boolean bounds() {
            return BOUNDING.contains(form);
        }
    }

    /** What stands between two kept words: in the sentence, and in the statement. */
    private record Gap(List<Token> said, List<Token> stated) {}

    private final List<Gap> gaps;
    private final Set<Token> stated;
    private final Set<String> frame;
    private final Set<String> asked;

    private Alignment(List<Gap> gaps, List<Token> stated, Set<String> frame, Set<String> asked) {
        this.gaps = gaps;
        this.stated = Set.copyOf(stated);
        this.frame = frame;
        this.asked = asked;
    }

    /**
     * Empty where the sentence says it in its own words.
     *
     * @param frame terms that claim nothing
     * @param asked terms of the question
     */
    static Optional<Alignment> of(
            String sentence, String statement, Set<String> frame, Set<String> asked) {
        List<Token> said = Token.of(sentence);
        List<Token> stated = Token.of(statement);
        int[][] lengths = lengths(said, stated);
        if (said.isEmpty() || lengths[0][0] < REPEATED * said.size()) {
            return Optional.empty();
        }
        return Optional.of(new Alignment(gaps(said, stated, lengths), stated, frame, asked));
    }

    /** Lengths of the longest common subsequences of what stands from i and from j on. */
    private static int[][] lengths(List<Token> said, List<Token> stated) {
        int[][] lengths = new int[said.size() + 1][stated.size() + 1];
        for (int i = said.size() - 1; i >= 0; i--) {
            for (int j = stated.size() - 1; j >= 0; j--) {
                lengths[i][j] =
                        same(said.get(i), stated.get(j))
                                ? lengths[i + 1][j + 1] + 1
                                : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
            }
        }
        return lengths;
    }

    private static List<Gap> gaps(List<Token> said, List<Token> stated, int[][] lengths) {
        List<Gap> gaps = new ArrayList<>();
        int fromSaid = 0;
        int fromStated = 0;
        int i = 0;
        int j = 0;
        while (i < said.size() && j < stated.size()) {
            if (same(said.get(i), stated.get(j))) {
                // A sentence may begin in the middle, but not right after a "no".
                int left = i == 0 ? Math.max(0, j - JUST_BEFORE) : fromStated;
                List<Token> before = stated.subList(left, j);
                gaps.add(new Gap(said.subList(fromSaid, i), before));
                i++;
                j++;
                fromSaid = i;
                fromStated = j;
            } else if (lengths[i + 1][j] >= lengths[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
        List<Token> rest = said.subList(fromSaid, said.size());
        gaps.add(
                new Gap(
                        rest,
                        rest.isEmpty() ? List.of() : stated.subList(fromStated, stated.size())));
        return gaps;
    }

    private static boolean same(Token a, Token b) {
        return a.form.equals(b.form)
                || SAME.stream()
                        .anyMatch(group -> group.contains(a.form) && group.contains(b.form));
    }

    /** What the sentence says otherwise; null for nothing. */
    @Nullable Fault fault() {
        for (Gap gap : gaps) {
            if (denials(gap.said) != denials(gap.stated)) {
                return Fault.NEGATION;
            }
            if (gap.said.stream().anyMatch(Token::bounds)
                    || (gap.stated.stream().anyMatch(Token::bounds)
                            && gap.said.stream().anyMatch(Token::content))) {
                return Fault.QUANTITY;
            }
            boolean replaces = gap.stated.stream().anyMatch(Token::content);
            if (gap.said.stream().anyMatch(token -> isForeign(token, replaces))) {
                return Fault.WORDS;
            }
        }
        return null;
    }

    /**
     * "The document" put in claims nothing, put in the place of a name it does; and so it is with a
     * word that was moved.
     */
    private boolean isForeign(Token token, boolean replaces) {
        boolean harmless = !replaces && (frame.contains(token.form) || stated.contains(token));
        return token.content && !harmless && !asked.contains(token.form);
    }

    private static boolean denials(List<Token> tokens) {
        return tokens.stream().filter(Token::denies).count() % 2 == 1;
    }
}
