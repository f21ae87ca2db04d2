package org.carrel.ingest;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where sentences begin and end, for passages and for answers alike. An empty line is a border; so
 * is a line feed after a heading, before or after a list item, and between labelled lines such as
 * {@code Allergies: none}. Within such a block the JDK's {@link BreakIterator} decides, corrected
 * for abbreviations and for clause lists ({@code (a) ...; (b) ...}).
 */
public final class Sentences {

    /** A longer sentence is cut at white space, in UTF-16 units. */
    static final int MAX_LENGTH = 1200;

    private static final Set<String> ABBREVIATIONS =
            Set.of(
                    "inc", "no", "nos", "sec", "secs", "dr", "mr", "mrs", "ms", "prof", "v", "vs",
                    "co", "corp", "ltd", "llc", "art", "arts", "para", "paras", "ex", "exh", "fig",
                    "jr", "sr", "st", "e.g", "i.e", "cf", "et al", "al", "approx", "dept", "est",
                    "u.s", "u.s.c", "c.f.r", "b.i.d", "t.i.d", "q.d", "p.r.n", "p.o", "hon", "rev",
                    "gen", "col", "attn", "tel", "ext", "p", "pp", "cl", "ch", "vol", "div", "viz",
                    "messrs", "d/b/a", "n.a", "pt", "jan", "feb", "mar", "apr", "jun", "jul", "aug",
                    "sept", "oct", "nov", "dec");

    /** These are also ordinary ends of a sentence: the next word decides. */
    private static final Set<String> MAY_END =
            Set.of("inc", "no", "co", "corp", "ltd", "llc", "jr", "sr", "al", "u.s", "p.m", "a.m");

    private static final Pattern CLAUSE =
            Pattern.compile(
                    "(?<=[;:])(?:\\s+(?:and|or|and/or))?\\s+"
                            + "(?=\\((?:[a-z]{1,2}|[ivx]{1,5}|\\d{1,2})\\)\\s)");
    private static final Pattern DEFINED_TERM =
            Pattern.compile("\\((?:the |collectively,? |each,? an? |together,? )?[\"\u201C]");

    private static final Pattern OPENING =
            Pattern.compile(
                    "[\"\u201C(]?(?:The|This|That|These|Those|If|In|It|Each|Any|All|No|Such|Upon"
                            + "|Unless|For|On|At|As|He|She|They|We|You|Patient|Client|Provider"
                            + "|Neither|Either|Notwithstanding|Subject|Except)\\b");

    private Sentences() {}

    /**
     * The sentences of a range, in order, without white space at their ends. They do not overlap,
     * and only white space lies outside them.
     */
    public static List<Span> of(String text, int start, int end) {
        List<Span> sentences = new ArrayList<>();
        for (Span block : blocks(text, start, end)) {
            int from = block.start();
            for (int border : borders(text.substring(block.start(), block.end()))) {
                addCut(text, from, block.start() + border, sentences);
                from = block.start() + border;
            }
            addCut(text, from, block.end(), sentences);
        }
        return List.copyOf(sentences);
    }

    private static List<Span> blocks(String text, int start, int end) {
        List<Span> blocks = new ArrayList<>();
        List<Span> lines = new ArrayList<>();
        int from = start;
        for (int at = start; at <= end; at++) {
            if (at < end && text.charAt(at) != '\n') {
                continue;
            }
            if (text.substring(from, at).isBlank()) {
                Lines.join(text, lines, blocks);
                lines.clear();
            } else {
                lines.add(new Span(from, at));
            }
            from = at + 1;
        }
        Lines.join(text, lines, blocks);
        return blocks;
    }

    private static List<Integer> borders(String block) {
        String flat = block.replace('\n', ' ');
        List<Integer> borders = new ArrayList<>();
        Matcher clause = CLAUSE.matcher(flat);
        while (clause.find()) {
            borders.add(clause.end());
        }
        BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ENGLISH);
        sentences.setText(flat);
        sentences.first();
        for (int at = sentences.next(); at != BreakIterator.DONE; at = sentences.next()) {
            if (at < flat.length() && isSentenceEnd(flat, at)) {
                borders.add(at);
            }
        }
        return borders.stream().sorted().distinct().toList();
    }

    private static boolean isSentenceEnd(String text, int at) {
        if (DEFINED_TERM.matcher(text).region(at, text.length()).lookingAt()) {
            return false; // S.A. ("Provider"): the name goes with the company.
        }
        int end = at;
        while (end > 0 && isClosing(text.charAt(end - 1))) {
            end--;
        }
        if (end == 0 || text.charAt(end - 1) != '.') {
            return true;
        }
        int wordStart = text.lastIndexOf(' ', end - 1) + 1;
        String word = text.substring(wordStart, end - 1).toLowerCase(Locale.ROOT);
        while (!word.isEmpty() && !Character.isLetterOrDigit(word.charAt(0))) {
            word = word.substring(1);
        }
        if (word.chars().allMatch(Character::isDigit) && wordStart <= 1) {
            return false; // "1. Definitions": the number belongs to its heading.
        }
        if (word.length() == 1 && Character.isLetter(word.charAt(0))) {
            return false; // An initial.
        }
        return !ABBREVIATIONS.contains(word) || MAY_END.contains(word) && opensSentence(text, at);
    }

    private static boolean isClosing(char c) {
        return Character.isWhitespace(c) || "\"')]\u201D\u2019".indexOf(c) >= 0;
    }

    /** After "Inc." or "No.": a new sentence begins with a common opening word. */
    private static boolean opensSentence(String text, int at) {
        return OPENING.matcher(text).region(at, text.length()).lookingAt();
    }

    private static void addCut(String text, int start, int end, List<Span> into) {
        int from = skipForward(text, start, end);
        int to = skipBack(text, from, end);
        while (to - from > MAX_LENGTH) {
            int cut = cutPoint(text, from);
            into.add(new Span(from, skipBack(text, from, cut)));
            from = skipForward(text, cut, to);
        }
        if (to > from) {
            into.add(new Span(from, to));
        }
    }

    private static int cutPoint(String text, int from) {
        int limit = from + MAX_LENGTH;
        for (int i = limit; i > from + MAX_LENGTH / 2; i--) {
            if (Character.isWhitespace(text.charAt(i))) {
                return i;
            }
        }
        return Character.isLowSurrogate(text.charAt(limit)) ? limit - 1 : limit;
    }

    private static int skipForward(String text, int from, int end) {
        int i = from;
        while (i < end && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static int skipBack(String text, int start, int end) {
        int i = end;
        while (i > start && Character.isWhitespace(text.charAt(i - 1))) {
            i--;
        }
        return i;
    }
}
