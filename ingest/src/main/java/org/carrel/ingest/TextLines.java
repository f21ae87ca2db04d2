package org.carrel.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The lines of a text as headings need them: without furniture, blank ones left out. */
final class TextLines {

    /** Words with which no sentence ends. */
    private static final Set<String> REFERRING =
            Set.of(
                    "clause",
                    "clauses",
                    "section",
                    "sections",
                    "paragraph",
                    "paragraphs",
                    "article",
                    "articles",
                    "exhibit",
                    "exhibits",
                    "schedule",
                    "schedules",
                    "to",
                    "in",
                    "of",
                    "under",
                    "with",
                    "by",
                    "and",
                    "or",
                    "the",
                    "per",
                    "see");

    /** A line of a page's width; what is shorter was ended by hand. */
    private static final int FULL_LINE = 45;

    private TextLines() {}

    /** Lines without white space at their ends, in order. */
    static List<Span> of(String text, List<Page> pages, List<Span> furniture) {
        List<Span> lines = new ArrayList<>();
        for (Page page : pages) {
            for (Span part : without(furniture, page.start(), page.end())) {
                split(text, part, lines);
            }
        }
        return lines;
    }

    /** What of a range lies outside the ranges given, which are in order. */
    static List<Span> without(List<Span> excluded, int start, int end) {
        List<Span> parts = new ArrayList<>();
        int from = start;
        for (Span span : excluded) {
            if (span.end() <= from || span.start() >= end) {
                continue;
            }
            if (span.start() > from) {
                parts.add(new Span(from, span.start()));
            }
            from = Math.max(from, Math.min(span.end(), end));
        }
        if (from < end) {
            parts.add(new Span(from, end));
        }
        return parts;
    }

    private static void split(String text, Span part, List<Span> lines) {
        int from = part.start();
        for (int at = from; at <= part.end(); at++) {
            if (at < part.end() && text.charAt(at) != '\n') {
                continue;
            }
            int end = at;
            while (from < end && Character.isWhitespace(text.charAt(from))) {
                from++;
            }
            while (end > from && Character.isWhitespace(text.charAt(end - 1))) {
                end--;
            }
            if (end > from) {
                lines.add(new Span(from, end));
            }
            from = at + 1;
        }
    }

    /**
     * Whether a line's sentence goes on in the next one.
     *
     * @param apart whether an empty line lies between them
     */
    static boolean isOpen(String line, boolean apart) {
        if (refers(line)) {
            return !Titles.isCapitals(line);
        }
        boolean closed = ".;:!?\"\u201D)".indexOf(line.charAt(line.length() - 1)) >= 0;
        return !apart && !closed && line.length() >= FULL_LINE && !Titles.isCapitals(line);
    }

    private static boolean refers(String line) {
        if (line.endsWith(",")) {
            return true;
        }
        int from = line.length();
        while (from > 0 && Character.isLetterOrDigit(line.charAt(from - 1))) {
            from--;
        }
        return REFERRING.contains(line.substring(from).toLowerCase(Locale.ROOT));
    }
}
