package org.carrel.answer;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** English numbers below a thousand, in digits or in words. */
final class Numerals {

    private static final List<String> ONES =
            List.of(
                    "zero",
                    "one",
                    "two",
                    "three",
                    "four",
                    "five",
                    "six",
                    "seven",
                    "eight",
                    "nine",
                    "ten",
                    "eleven",
                    "twelve",
                    "thirteen",
                    "fourteen",
                    "fifteen",
                    "sixteen",
                    "seventeen",
                    "eighteen",
                    "nineteen");

    private static final List<String> TENS =
            List.of(
                    "zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy",
                    "eighty", "ninety");

    /** A pattern of such numbers in words, without groups. */
    static final String WORDS =
            "(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
                    + "(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?"
                    + "|(?:(?:one|two|three|four|five|six|seven|eight|nine) )?hundred"
                    + "(?:(?: and)? (?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety))?"
                    + "|"
                    + String.join("|", ONES.reversed())
                    + ")";

    private Numerals() {}

    /** The value; empty where it is no such number. */
    static OptionalInt value(String written) {
        String text = written.toLowerCase(Locale.ROOT).replace(",", "").strip();
        if (text.matches("\\d{1,9}")) {
            return OptionalInt.of(Integer.parseInt(text));
        }
        int sum = 0;
        for (String word : text.split("[\\s-]+")) {
            if (word.equals("hundred")) {
                sum = Math.max(1, sum) * 100;
            } else if (ONES.contains(word)) {
                sum += ONES.indexOf(word);
            } else if (TENS.contains(word)) {
                sum += 10 * TENS.indexOf(word);
            } else if (!word.equals("and")) {
                return OptionalInt.empty();
            }
        }
        return OptionalInt.of(sum);
    }
}
