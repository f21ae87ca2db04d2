package org.carrel.launch.eval;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/// The letters and digits of a text alone, in lower case and compatibility form (a ligature is its
/// letters), each with where it stands. Two readings of the same page that differ in white space,
/// hyphens or quotation marks have the same letters.
final class Letters {
    private final String letters;
    private final int[] starts;
    private final int[] ends;

    private Letters(String letters, int[] starts, int[] ends) {
        this.letters = letters;
        this.starts = starts;
        this.ends = ends;
    }

    static Letters of(String text) {
        StringBuilder letters = new StringBuilder(text.length());
        int[] starts = new int[text.length() + 16];
        int[] ends = new int[text.length() + 16];
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            int end = i + Character.charCount(point);
            for (char c : plain(point).toCharArray()) {
                if (Character.isLetterOrDigit(c) || Character.isSurrogate(c)) {
                    if (letters.length() == starts.length) {
                        starts = Arrays.copyOf(starts, starts.length * 2);
                        ends = Arrays.copyOf(ends, ends.length * 2);
                    }
                    starts[letters.length()] = i;
                    ends[letters.length()] = end;
                    letters.append(c);
                }
            }
            i = end;
        }
        return new Letters(
                letters.toString(),
                Arrays.copyOf(starts, letters.length()),
                Arrays.copyOf(ends, letters.length()));
    }

    private static String plain(int point) {
        if (point < 0x80) {
            return String.valueOf((char) Character.toLowerCase(point));
        }
        if (!Character.isLetterOrDigit(point)) {
            return "";
        }
        return Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT);
    }

    String text() {
        return letters;
    }

    int length() {
        return letters.length();
    }

    /// The first letter that stands at or after a place in the text.
    int at(int offset) {
        int found = Arrays.binarySearch(starts, offset);
        if (found < 0) {
            return -found - 1;
        }
        // Several letters may come from one character.
        while (found > 0 && starts[found - 1] == offset) {
            found--;
        }
        return found;
    }

    /// Where letters stand in the text.
    ///
    /// @param from the first letter
    /// @param to after the last, greater than `from`
    Range origin(int from, int to) {
        return new Range(starts[from], ends[to - 1]);
    }
}
