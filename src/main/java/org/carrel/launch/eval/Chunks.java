package org.carrel.launch.eval;

import java.util.ArrayList;
import java.util.List;

/// A text cut without any look at what it says: every so many characters, at the white space
/// before.
final class Chunks {
    private Chunks() {}

    /// @param size most characters of a piece, 1 or more
    static List<Range> of(String text, int size) {
        List<Range> pieces = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = Math.min(text.length(), start + size);
            if (end < text.length()) {
                int space = end;
                while (space > start && !Character.isWhitespace(text.charAt(space))) {
                    space--;
                }
                end = space > start ? space : end;
            }
            if (!text.substring(start, end).isBlank()) {
                pieces.add(new Range(start, end));
            }
            start = end;
            while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
                start++;
            }
        }
        return pieces;
    }
}
