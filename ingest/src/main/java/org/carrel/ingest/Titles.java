package org.carrel.ingest;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells a title from a sentence. */
final class Titles {

    /** Of a heading as it is shown, in UTF-16 units. */
    static final int MAX_LABEL = 80;

    private static final int MAX_WORDS = 12;
    private static final int FEW_WORDS = 6;
    private static final int MAX_CAPITALS = 70;
    private static final Pattern WHITE = Pattern.compile("\\s+");
    private static final Pattern LONG_WORD = Pattern.compile("\\p{Lu}{4}");

    /** A short line with one of these is a sentence. */
    private static final Set<String> OF_SENTENCES =
            Set.of(
                    "is", "are", "was", "were", "be", "shall", "will", "may", "must", "has", "have",
                    "had", "means", "mean", "this", "each", "agrees", "agree", "he", "she", "they",
                    "it", "we", "you", "does", "do", "not");

    private Titles() {}

    /** Every longer word begins large, or there are few words and none of a sentence. */
    static boolean isTitle(String text) {
        String[] words = WHITE.split(text.strip());
        if (words.length > MAX_WORDS || text.length() > 2 * MAX_LABEL) {
            return false;
        }
        boolean large = true;
        boolean sentence = false;
        for (String word : words) {
            large &= word.length() <= 3 || !Character.isLowerCase(word.codePointAt(0));
            sentence |= OF_SENTENCES.contains(word.toLowerCase(Locale.ROOT));
        }
        boolean capitals = text.equals(text.toUpperCase(Locale.ROOT));
        return capitals || !sentence && (large || words.length <= FEW_WORDS);
    }

    /** A line in capitals, with at least one word and not many. */
    static boolean isCapitals(String line) {
        return line.length() <= MAX_CAPITALS
                && line.equals(line.toUpperCase(Locale.ROOT))
                && LONG_WORD.matcher(line).find()
                && ",;:.".indexOf(line.charAt(line.length() - 1)) < 0
                && WHITE.split(line).length <= MAX_WORDS;
    }

    /** One line of at most {@value #MAX_LABEL} characters, cut at a word. */
    static String label(String text) {
        String line = WHITE.matcher(text).replaceAll(" ").strip();
        if (line.length() <= MAX_LABEL) {
            return line;
        }
        int space = line.lastIndexOf(' ', MAX_LABEL);
        int cut = space > MAX_LABEL / 2 ? space : MAX_LABEL;
        return line.substring(0, Character.isLowSurrogate(line.charAt(cut)) ? cut - 1 : cut)
                .strip();
    }
}
