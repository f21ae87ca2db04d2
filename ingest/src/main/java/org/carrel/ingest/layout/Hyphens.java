package org.carrel.ingest.layout;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.carrel.ingest.layout.PageLayout.Line;
import org.jspecify.annotations.Nullable;

/** Decides about a hyphen at a line's end, by the words that the file has elsewhere. */
final class Hyphens {

    /** What to do with two halves. */
    enum Joint {
        /** The second line stays a line of its own. */
        NONE,
        /** One word: the hyphen goes. */
        WORD,
        /** A compound: joined with its hyphen. */
        COMPOUND
    }

    private static final char SOFT = '\u00AD';
    private static final String HYPHENS = "-\u2010" + SOFT;
    private static final int MAX_WORDS = 500_000;

    /** Shorter ones ("in", "con") begin words more often than they are half of a compound. */
    private static final int MIN_HALF = 4;

    private final List<PageLayout> pages;
    private @Nullable Set<String> words;

    Hyphens(List<PageLayout> pages) {
        this.pages = pages;
    }

    /** Whether a word may be the first half of another. */
    static boolean endsCut(String word) {
        int last = word.length() - 1;
        return last > 0
                && HYPHENS.indexOf(word.charAt(last)) >= 0
                && Character.isLetter(word.charAt(last - 1));
    }

    /**
     * @param first the last word of a line, for which {@link #endsCut} holds
     * @param second the first word of the next line
     */
    Joint joint(String first, String second) {
        char before = first.charAt(first.length() - 2);
        char after = second.charAt(0);
        if (!Character.isLetter(after)) {
            return Joint.NONE;
        }
        if (Character.isUpperCase(after) && Character.isLowerCase(before)) {
            return Joint.COMPOUND; // Anglo-American; no word goes on with a capital.
        }
        String left = core(first.substring(0, first.length() - 1));
        String right = core(second);
        Set<String> known = known();
        if (known.contains(left + "-" + right)) {
            return Joint.COMPOUND;
        }
        boolean soft = first.charAt(first.length() - 1) == SOFT;
        boolean compound =
                left.length() >= MIN_HALF
                        && right.length() >= MIN_HALF
                        && known.contains(left)
                        && known.contains(right);
        return compound && !soft && !known.contains(left + right) ? Joint.COMPOUND : Joint.WORD;
    }

    private Set<String> known() {
        Set<String> all = words;
        if (all == null) {
            all = new HashSet<>();
            for (PageLayout page : pages) {
                collect(page, all);
            }
            words = all;
        }
        return all;
    }

    /** All words but the halves themselves. */
    private static void collect(PageLayout page, Set<String> into) {
        boolean cut = false;
        for (Line line : page.lines()) {
            for (int i = line.first(); i < line.end(); i++) {
                String word = page.word(i);
                boolean half = i == line.end() - 1 && endsCut(word);
                if (!cut && !half && into.size() < MAX_WORDS) {
                    into.add(core(word));
                }
                cut = half;
            }
        }
    }

    /** Without punctuation around it, in lower case, every hyphen the plain one. */
    private static String core(String word) {
        int start = 0;
        int end = word.length();
        while (start < end && !Character.isLetterOrDigit(word.charAt(start))) {
            start++;
        }
        while (end > start && !Character.isLetterOrDigit(word.charAt(end - 1))) {
            end--;
        }
        return word.substring(start, end)
                .replace('\u2010', '-')
                .replace(SOFT, '-')
                .toLowerCase(Locale.ROOT);
    }
}
