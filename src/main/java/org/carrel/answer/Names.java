package org.carrel.answer;

import java.util.Locale;
import java.util.regex.Pattern;

/** The names in a sentence: capitalised words within it, those in a row taken together. */
final class Names {

    private static final String MONTHS =
            "(?:January|February|March|April|May|June|July|August|September|October|November|December)";
    private static final Pattern NAME =
            Pattern.compile(
                    "(?<=[\\p{L}\\p{N},;:(] |[(\"\u201c])(?!"
                            + MONTHS
                            + "\\b)\\p{Lu}[\\p{L}\\p{N}'\u2019&-]*(?: \\p{Lu}[\\p{L}\\p{N}'\u2019&-]*)*");

    private Names() {}

    /**
     * @param held where each must stand, as it is written but for punctuation and case
     */
    static boolean held(String sentence, String held) {
        String there = plain(held);
        return NAME.matcher(sentence)
                .results()
                .map(name -> plain(name.group()))
                .allMatch(name -> name.isBlank() || there.contains(name));
    }

    private static String plain(String text) {
        return " "
                + text.toLowerCase(Locale.ROOT)
                        .replaceAll("['\u2019]s\\b", "")
                        .replaceAll("[^\\p{L}\\p{N}]+", " ")
                        .strip()
                + " ";
    }
}
