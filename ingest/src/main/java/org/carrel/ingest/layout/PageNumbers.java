package org.carrel.ingest.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers in running lines, and how they go with the pages. */
final class PageNumbers {

    private static final String EDGE = "[\\[\\](){}|.\\-\u2013\u2014\\s]*";

    private static final Pattern BARE =
            Pattern.compile(
                    "(?i)"
                            + EDGE
                            + "(page\\s*)?([a-z]{1,2}-)?(\\d{1,4}|[ivxl]{1,7})(\\s*(of|/)\\s*\\d{1,4})?"
                            + EDGE);

    private static final Pattern NUMBER = Pattern.compile("\\d{1,6}");
    private static final Map<Character, Integer> ROMAN = Map.of('i', 1, 'v', 5, 'x', 10, 'l', 50);
    private static final int NUMBERS = 4;
    private static final int MAX_KEY = 120;

    private PageNumbers() {}

    /** Whether a line has the form of a page number and says nothing else. */
    static boolean isBare(String line) {
        return BARE.matcher(line).matches();
    }

    /** Whether a bare number is the page's own, counted from the file's first page. */
    static boolean names(String line, int page) {
        Matcher bare = BARE.matcher(line);
        return bare.matches() && value(bare.group(3)) == page + 1;
    }

    /**
     * The forms under which a line is the same on another page: as it is, and with each of its
     * numbers as its distance from the page's.
     */
    static List<String> keys(String line, int page) {
        List<String> keys = new ArrayList<>();
        Matcher bare = BARE.matcher(line);
        if (bare.matches()) {
            String prefix = bare.group(2) == null ? "" : bare.group(2).toLowerCase(Locale.ROOT);
            boolean roman = !Character.isDigit(bare.group(3).charAt(0));
            return List.of(prefix + (roman ? "i" : "") + "#" + (value(bare.group(3)) - page));
        }
        keys.add(key(line));
        Matcher number = NUMBER.matcher(line);
        for (int i = 0; i < NUMBERS && number.find(); i++) {
            int distance = Integer.parseInt(number.group()) - page;
            keys.add(
                    key(line.substring(0, number.start()))
                            + "#"
                            + distance
                            + "#"
                            + key(line.substring(number.end())));
        }
        return keys;
    }

    /** All that is in a key but letters. */
    static String of(String key) {
        return key.replaceAll("\\p{L}+", " ").strip();
    }

    private static String key(String text) {
        String bare = LineText.bare(text);
        return bare.length() > MAX_KEY ? bare.substring(0, MAX_KEY) : bare;
    }

    private static int value(String number) {
        if (Character.isDigit(number.charAt(0))) {
            return Integer.parseInt(number);
        }
        int value = 0;
        String roman = number.toLowerCase(Locale.ROOT);
        for (int i = 0; i < roman.length(); i++) {
            int digit = ROMAN.getOrDefault(roman.charAt(i), 0);
            int next = i + 1 < roman.length() ? ROMAN.getOrDefault(roman.charAt(i + 1), 0) : 0;
            value += digit < next ? -digit : digit;
        }
        return value;
    }
}
