package org.carrel.ingest.describe;

import java.util.Arrays;
import org.carrel.ingest.Span;

/**
 * A stretch of text made easy to look things up in: lower case, one blank for any white space,
 * plain quotes and hyphens. Each character knows where it came from.
 */
final class Folded {

    private final String words;
    private final String lines;
    private final int[] origins;
    private final int end;

    private Folded(String words, String lines, int[] origins, int end) {
        this.words = words;
        this.lines = lines;
        this.origins = origins;
        this.end = end;
    }

    static Folded of(String text, int start, int end) {
        StringBuilder lines = new StringBuilder(end - start);
        int[] origins = new int[end - start];
        for (int at = start; at < end; at++) {
            char c = fold(text.charAt(at));
            int last = lines.length() - 1;
            boolean blank = c == ' ' || c == '\n';
            if (c == 0) {
                continue;
            }
            if (blank && last >= 0 && isBlank(lines.charAt(last))) {
                if (c == '\n') {
                    lines.setCharAt(last, c);
                }
                continue;
            }
            origins[lines.length()] = at;
            lines.append(c);
        }
        return new Folded(
                lines.toString().replace('\n', ' '),
                lines.toString(),
                Arrays.copyOf(origins, lines.length()),
                end);
    }

    static Folded of(String text) {
        return of(text, 0, text.length());
    }

    /** Everything folded, with blanks for line ends. */
    String words() {
        return words;
    }

    /** Where a phrase of whole words stands first, at or after an index; -1 where it does not. */
    int find(String phrase, int from) {
        int at = words.indexOf(phrase, from);
        while (at >= 0 && !isWhole(at, at + phrase.length())) {
            at = words.indexOf(phrase, at + 1);
        }
        return at;
    }

    /** Where a phrase stands last; -1 where it does not. */
    int findLast(String phrase) {
        int at = words.lastIndexOf(phrase);
        while (at > 0 && !isWhole(at, at + phrase.length())) {
            at = words.lastIndexOf(phrase, at - 1);
        }
        return at >= 0 && isWhole(at, at + phrase.length()) ? at : -1;
    }

    /** Where a phrase stands as a label: before a colon, or alone on its line. */
    int findLabel(String phrase) {
        int at = find(phrase, 0);
        while (at >= 0 && !isLabel(at, at + phrase.length())) {
            at = find(phrase, at + 1);
        }
        return at;
    }

    /** The place in the text of a range found here. */
    Span origin(int start, int stop) {
        return new Span(origins[start], stop < origins.length ? origins[stop - 1] + 1 : end);
    }

    private boolean isLabel(int start, int stop) {
        int after = stop < words.length() && words.charAt(stop) == ' ' ? stop + 1 : stop;
        if (after < words.length() && words.charAt(after) == ':') {
            return true;
        }
        int before = start;
        while (before > 0 && "# *".indexOf(lines.charAt(before - 1)) >= 0) {
            before--;
        }
        return (before == 0 || lines.charAt(before - 1) == '\n')
                && (stop == lines.length() || lines.charAt(stop) == '\n');
    }

    private boolean isWhole(int start, int stop) {
        return (start == 0 || !Character.isLetterOrDigit(words.charAt(start - 1)))
                && (stop == words.length() || !Character.isLetterOrDigit(words.charAt(stop)));
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\n';
    }

    private static char fold(char c) {
        return switch (c) {
            case '\n', '\r', '\f', '\u2028', '\u2029' -> '\n';
            case '\u00AD', '\u200B', '\uFEFF' -> 0;
            case '\u2018', '\u2019', '\u201B', '`' -> '\'';
            case '\u201C', '\u201D', '\u201E', '\u00AB', '\u00BB' -> '"';
            case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2212' -> '-';
            default ->
                    Character.isWhitespace(c) || Character.isSpaceChar(c)
                            ? ' '
                            : Character.toLowerCase(c);
        };
    }
}
