package org.carrel.launch.eval;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether an answer is the expected one, after both were brought into one form: lower case, no
/// punctuation, no articles, `two (2)` and `2` alike, amounts without commas, short names in
/// brackets left out. Dates are compared as dates.
final class AnswerMatch {
    private static final Pattern BRACKETED_NAME =
            Pattern.compile("\\((?:the |each,? |collectively,? )*[\"“][^)]{0,80}\\)");
    private static final Pattern COMMA_IN_NUMBER = Pattern.compile("(?<=\\d),(?=\\d{3})");
    private static final Pattern MILLIONS =
            Pattern.compile("(\\d+(?:\\.\\d+)?) (million|billion|thousand)\\b");
    private static final Pattern TWICE = Pattern.compile("\\b(\\d+) \\1\\b");
    private static final Pattern EMPTY_FRACTION = Pattern.compile("(?<=\\d)\\.0+\\b");
    private static final List<String> WORDS =
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
                    "nineteen",
                    "twenty");
    private static final Map<String, String> TENS =
            Map.of(
                    "thirty", "30", "forty", "40", "fifty", "50", "sixty", "60", "seventy", "70",
                    "eighty", "80", "ninety", "90", "hundred", "100");
    private static final Map<String, BigDecimal> POWERS =
            Map.of(
                    "thousand", BigDecimal.valueOf(1_000),
                    "million", BigDecimal.valueOf(1_000_000),
                    "billion", BigDecimal.valueOf(1_000_000_000));

    private AnswerMatch() {}

    /// Whether one of the texts is the expected one and nothing else.
    ///
    /// @param said the answer in its forms: as typed, as quoted, as a whole
    static boolean exact(String expected, List<String> said) {
        Set<LocalDate> dates = Dates.in(expected);
        String wanted = plain(expected);
        return said.stream()
                .anyMatch(text ->
                        plain(text).equals(wanted)
                                || (isDate(expected, dates)
                                        && isDate(text, Dates.in(text))
                                        && Dates.in(text).equals(dates)));
    }

    /// Whether the texts together hold every part of the expected one.
    ///
    /// @param expected in parts between semicolons
    static boolean contains(String expected, List<String> said) {
        String all = " " + plain(String.join(" \n ", said)) + " ";
        Set<LocalDate> dates = Dates.in(String.join(" \n ", said));
        return Arrays.stream(expected.split(";"))
                .filter(part -> !plain(part).isEmpty())
                .allMatch(part ->
                        all.contains(" " + plain(part) + " ")
                                || (!Dates.in(part).isEmpty()
                                        && dates.containsAll(Dates.in(part))));
    }

    private static boolean isDate(String text, Set<LocalDate> dates) {
        return dates.size() == 1 && text.strip().length() <= 40;
    }

    static String plain(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
        plain = BRACKETED_NAME.matcher(plain).replaceAll(" ").toLowerCase(Locale.ROOT);
        plain = COMMA_IN_NUMBER.matcher(plain).replaceAll("");
        plain = EMPTY_FRACTION.matcher(plain).replaceAll("");
        plain = plain.replaceAll("(?<!\\d)\\.|\\.(?!\\d)|['’]", "");
        plain = plain.replaceAll("[^\\p{L}\\p{N}.%$€£]+", " ").strip();
        StringBuilder words = new StringBuilder();
        for (String word : plain.split(" ", -1)) {
            if (!word.equals("the") && !word.equals("a") && !word.equals("an")) {
                words.append(words.isEmpty() ? "" : " ").append(number(word));
            }
        }
        return TWICE.matcher(millions(words.toString())).replaceAll("$1");
    }

    private static String number(String word) {
        int small = WORDS.indexOf(word);
        return small >= 0 ? Integer.toString(small) : TENS.getOrDefault(word, word);
    }

    private static String millions(String text) {
        Matcher matcher = MILLIONS.matcher(text);
        StringBuilder plain = new StringBuilder();
        while (matcher.find()) {
            BigDecimal amount =
                    new BigDecimal(matcher.group(1))
                            .multiply(POWERS.getOrDefault(matcher.group(2), BigDecimal.ONE));
            matcher.appendReplacement(plain, amount.stripTrailingZeros().toPlainString());
        }
        matcher.appendTail(plain);
        return plain.toString();
    }
}
