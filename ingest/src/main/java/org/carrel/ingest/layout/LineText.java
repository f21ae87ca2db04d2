package org.carrel.ingest.layout;

import java.util.Locale;
import java.util.regex.Pattern;

/** Forms of a line's text for comparing it with others. */
public final class LineText {

    private static final Pattern WHITE = Pattern.compile("[\\s\\p{Z}]+");

    private LineText() {}

    /** Whether a character separates words. */
    public static boolean isWhite(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /** What stands between white space; one empty word for a blank text. */
    public static String[] words(String text) {
        return WHITE.split(text.strip());
    }

    /** Letters and digits alone, in lower case. */
    public static String bare(String line) {
        StringBuilder bare = new StringBuilder();
        line.codePoints().filter(Character::isLetterOrDigit).forEach(bare::appendCodePoint);
        return bare.toString().toLowerCase(Locale.ROOT);
    }
}
