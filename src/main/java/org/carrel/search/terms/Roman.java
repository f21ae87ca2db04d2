package org.carrel.search.terms;

import java.util.regex.Pattern;

/** Numerals of articles, up to C. */
final class Roman {

    private static final Pattern NUMERAL =
            Pattern.compile("(?=.)(?:C|XC|L?X{0,3}|XL)(?:IX|IV|V?I{0,3})");

    private Roman() {}

    static boolean is(String text) {
        return NUMERAL.matcher(text).matches();
    }

    /** {@code IV} as {@code 4}; anything else as it is. */
    static String arabic(String text) {
        if (!is(text)) {
            return text;
        }
        int sum = 0;
        for (int i = 0; i < text.length(); i++) {
            int value = value(text.charAt(i));
            boolean less = i + 1 < text.length() && value < value(text.charAt(i + 1));
            sum += less ? -value : value;
        }
        return String.valueOf(sum);
    }

    private static int value(char c) {
        return switch (c) {
            case 'I' -> 1;
            case 'V' -> 5;
            case 'X' -> 10;
            case 'L' -> 50;
            default -> 100;
        };
    }
}
