package org.carrel.ingest;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts pages into passages of whole sentences: about {@value #FULL} words each, never more than
 * {@value #MAX_LENGTH} characters, never across a page. They do not overlap: a citation then
 * belongs to one passage, and an answer that needs the sentence before reads it from the text by
 * its offsets.
 */
public final class Passages {

    /** A passage is closed when the next sentence would take it over this many words. */
    static final int FULL = 180;

    /** A rest shorter than this, in words, joins the passage before it. */
    static final int SMALL = 40;

    /** Bound for text with few spaces, in UTF-16 units. */
    static final int MAX_LENGTH = 2400;

    private static final int HEADING_WORDS = 12;

    private final String text;
    private final Paths paths;
    private final List<Passage> passages = new ArrayList<>();

    private Passages(String text, Paths paths) {
        this.text = text;
        this.paths = paths;
    }

    /**
     * The passages of a text, in order; none is empty, and all that is not blank or furniture is in
     * one.
     *
     * @param pages in order, without overlap
     * @param headings in order of their start
     * @param furniture in order, without overlap
     */
    public static List<Passage> of(
            String text, List<Page> pages, List<Heading> headings, List<Span> furniture) {
        Passages passages = new Passages(text, new Paths(headings));
        for (Page page : pages) {
            for (Span part : TextLines.without(furniture, page.start(), page.end())) {
                passages.add(page, part);
            }
        }
        return List.copyOf(passages.passages);
    }

    private void add(Page page, Span part) {
        for (Span span : spans(part)) {
            passages.add(
                    new Passage(
                            passages.size(),
                            page.number(),
                            span.start(),
                            span.end(),
                            text.substring(span.start(), span.end()),
                            paths.at(firstWord(span))));
        }
    }

    /** Where a passage's text begins, after the headings at its start. */
    private int firstWord(Span span) {
        int at = paths.afterHeadings(text, span.start());
        return at < span.end() ? at : span.start();
    }

    private List<Span> spans(Span part) {
        List<Span> done = new ArrayList<>();
        List<Span> open = new ArrayList<>();
        int words = 0;
        for (Span sentence : Sentences.of(text, part.start(), part.end())) {
            int more = words(text, sentence);
            if (!open.isEmpty() && endsBefore(sentence, open.getFirst(), words, more)) {
                open = close(text, open, done);
                words = open.stream().mapToInt(span -> words(text, span)).sum();
            }
            open.add(sentence);
            words += more;
        }
        if (!open.isEmpty()) {
            addRest(new Span(open.getFirst().start(), open.getLast().end()), words, done);
        }
        return done;
    }

    /** Whether a passage that has begun is full, or the next clause opens one of its own. */
    private boolean endsBefore(Span sentence, Span first, int words, int more) {
        return words + more > FULL
                || sentence.end() - first.start() > MAX_LENGTH
                || words >= SMALL && paths.opensClause(sentence.start());
    }

    /** Closes the open sentences; a heading at their end goes to the next passage instead. */
    private static List<Span> close(String text, List<Span> open, List<Span> done) {
        int kept = open.size();
        if (kept > 1 && isHeading(text, open.getLast())) {
            kept--;
        }
        done.add(new Span(open.getFirst().start(), open.get(kept - 1).end()));
        return new ArrayList<>(open.subList(kept, open.size()));
    }

    private static void addRest(Span rest, int words, List<Span> done) {
        if (words < SMALL && !done.isEmpty() && rest.end() - done.getLast().start() <= MAX_LENGTH) {
            done.add(new Span(done.removeLast().start(), rest.end()));
        } else {
            done.add(rest);
        }
    }

    private static boolean isHeading(String text, Span span) {
        return words(text, span) <= HEADING_WORDS
                && ".;!?,".indexOf(text.charAt(span.end() - 1)) < 0;
    }

    private static int words(String text, Span span) {
        int words = 0;
        boolean inside = false;
        for (int i = span.start(); i < span.end(); i++) {
            boolean white = Character.isWhitespace(text.charAt(i));
            if (!white && !inside) {
                words++;
            }
            inside = !white;
        }
        return words;
    }
}
