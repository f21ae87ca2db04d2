package org.carrel.concept;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A text as the sequence of words that wordings are matched against: lower case, no articles. */
final class Words {

    /** A word, or a number with its sign of money or percent. */
    private static final Pattern WORD =
            Pattern.compile("[$\u20ac\u00a3]?\\d+(?:[.,]\\d+)*%?|[\\p{L}\\p{N}]+");

    /** The ending of a possessive, and an apostrophe within a word such as O'Neill. */
    private static final Pattern POSSESSIVE = Pattern.compile("['\u2019](?:s\\b)?");

    private static final Set<String> UNHEARD = Set.of("a", "an", "the", "any", "such");

    private Words() {}

    static String[] of(String text) {
        String plain = POSSESSIVE.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
        return WORD.matcher(plain)
                .results()
                .map(MatchResult::group)
                .filter(word -> !UNHEARD.contains(word))
                .toArray(String[]::new);
    }

    /** The words of a wording's source, whose marks {@code * / # $ ...} stay with their words. */
    static String[] ofWording(String wording) {
        return Arrays.stream(wording.strip().toLowerCase(Locale.ROOT).split("\\s+"))
                .filter(word -> !UNHEARD.contains(word))
                .toArray(String[]::new);
    }
}
