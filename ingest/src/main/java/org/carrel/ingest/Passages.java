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

    private Passages() {}

    /** The passages of a text, in order; none is empty. Pages are in order and do not overlap. */
    public static List<Passage> of(
            String text, List<Page> pages, List<Heading> headings, List<Span> furniture) {
        List<Passage> passages = new ArrayList<>();
        for (Page page : pages) {
            for (Span span : spans(text, page)) {
                passages.add(
                        new Passage(
                                passages.size(),
                                page.number(),
                                span.start(),
                                span.end(),
                                text.substring(span.start(), span.end()),
                                ""));
            }
        }
        return List.copyOf(passages);
    }

    private static List<Span> spans(String text, Page page) {
        List<Span> done = new ArrayList<>();
        List<Span> open = new ArrayList<>();
        int words = 0;
        for (Span sentence : Sentences.of(text, page.start(), page.end())) {
            int more = words(text, sentence);
            if (!open.isEmpty()
                    && (words + more > FULL
                            || sentence.end() - open.getFirst().start() > MAX_LENGTH)) {
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
