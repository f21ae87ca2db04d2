package org.carrel.ingest;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Where the numbering of clauses stands: tells what comes next, and a letter from a numeral. */
final class ClauseSequence {

    private static final int LETTER_LEVEL = 8;
    private static final int NUMERAL_LEVEL = 9;
    private static final int DIGIT_LEVEL = 10;
    private static final int CAPITAL_LEVEL = 11;
    private static final Pattern NUMERAL = Pattern.compile("(?=.)x{0,3}(?:ix|iv|v?i{0,3})");
    private static final List<String> NUMERALS =
            List.of(
                    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii",
                    "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx");

    private int[] last = {};
    private String letter = "";
    private String numeral = "";
    private String digit = "";
    private String capital = "";

    void restart() {
        last = new int[0];
        forgetItems();
    }

    void accept(String number) {
        last = parts(number);
        forgetItems();
    }

    private void forgetItems() {
        letter = "";
        numeral = "";
        digit = "";
        capital = "";
    }

    boolean isEmpty() {
        return last.length == 0;
    }

    /** Whether a clause belongs to another number than the last one: 2.1 after 1. */
    boolean isOutside(String number) {
        return last.length > 0 && parts(number)[0] != last[0];
    }

    private static int[] parts(String number) {
        return Arrays.stream(number.split("\\.")).mapToInt(Integer::parseInt).toArray();
    }

    /** Whether a number is the next at its level, or the first below the last one. */
    boolean follows(String number) {
        int[] next = parts(number);
        if (last.length == 0) {
            return false;
        }
        int common = 0;
        while (common < Math.min(last.length, next.length) && last[common] == next[common]) {
            common++;
        }
        boolean one = true;
        for (int i = common + 1; i < next.length; i++) {
            one &= next[i] == 1;
        }
        if (common == next.length) {
            return false;
        }
        int before = common < last.length ? last[common] : 0;
        return one && next[common] == before + 1;
    }

    /** Whether a mark is the next of its kind, or the first below the last one. */
    boolean continues(String mark) {
        return List.of("a", "i", "1", "A").contains(mark)
                || mark.equals(after(letter))
                || mark.equals(after(capital))
                || !numeral.isEmpty() && NUMERALS.indexOf(mark) == NUMERALS.indexOf(numeral) + 1
                || !digit.isEmpty() && mark.equals(String.valueOf(Integer.parseInt(digit) + 1));
    }

    /** The level of an item: "(i)" after "(h)" is a letter, after "(a)" a numeral. */
    int itemLevel(String mark) {
        char first = mark.charAt(0);
        if (Character.isDigit(first)) {
            digit = mark;
            return DIGIT_LEVEL;
        }
        if (Character.isUpperCase(first)) {
            capital = mark;
            return CAPITAL_LEVEL;
        }
        if (NUMERAL.matcher(mark).matches() && !mark.equals(after(letter))) {
            numeral = mark;
            digit = "";
            capital = "";
            return NUMERAL_LEVEL;
        }
        letter = mark;
        numeral = "";
        digit = "";
        capital = "";
        return LETTER_LEVEL;
    }

    /** (b) after (a), (aa) after (z), (bb) after (aa); nothing after nothing. */
    private static String after(String mark) {
        if (mark.isEmpty()) {
            return "";
        }
        char c = mark.charAt(0);
        boolean end = c == 'z' || c == 'Z';
        String next = String.valueOf(end ? (char) (c - 25) : (char) (c + 1));
        return next.repeat(end ? mark.length() + 1 : mark.length());
    }
}
