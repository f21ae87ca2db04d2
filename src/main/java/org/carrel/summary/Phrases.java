package org.carrel.summary;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Words that a text may hold, as the resources write them: {@code renew* … unless} with {@code *}
 * for any ending of a word and {@code …} for some words between, within a sentence.
 */
final class Phrases {

    private static final int BETWEEN = 80;

    private final List<Pattern> patterns;

    private Phrases(List<Pattern> patterns) {
        this.patterns = patterns;
    }

    /** From a list with {@code ;} between the phrases. */
    static Phrases of(String list) {
        return new Phrases(
                List.of(list.split(";")).stream()
                        .map(String::strip)
                        .filter(phrase -> !phrase.isEmpty())
                        .map(Phrases::pattern)
                        .toList());
    }

    private static Pattern pattern(String phrase) {
        StringBuilder pattern = new StringBuilder();
        for (String word : phrase.toLowerCase(Locale.ROOT).strip().split("\\s+", -1)) {
            if (word.equals("\u2026")) {
                pattern.append("[^.]{0,").append(BETWEEN).append("}?");
                continue;
            }
            boolean open = word.endsWith("*");
            String stem = open ? word.substring(0, word.length() - 1) : word;
            boolean letters = Character.isLetterOrDigit(stem.charAt(0));
            pattern.append(
                            pattern.isEmpty() || pattern.charAt(pattern.length() - 1) == '?'
                                    ? ""
                                    : "\\s+")
                    .append(letters ? "\\b" : "")
                    .append(Pattern.quote(stem))
                    .append(open ? "\\w*" : letters ? "\\b" : "");
        }
        return Pattern.compile(pattern.toString());
    }

    /**
     * How many of them a text holds.
     *
     * @param lower the text in lower case
     */
    int in(String lower) {
        int found = 0;
        for (Pattern pattern : patterns) {
            if (pattern.matcher(lower).find()) {
                found++;
            }
        }
        return found;
    }
}
