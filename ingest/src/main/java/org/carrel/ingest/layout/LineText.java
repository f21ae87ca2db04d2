package org.carrel.ingest.layout;

import java.util.Locale;

/** Forms of a line's text for comparing it with others. */
public final class LineText {

    private LineText() {}

    /** Letters and digits alone, in lower case. */
    public static String bare(String line) {
        StringBuilder bare = new StringBuilder();
        line.codePoints().filter(Character::isLetterOrDigit).forEach(bare::appendCodePoint);
        return bare.toString().toLowerCase(Locale.ROOT);
    }
}
