package org.carrel.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.carrel.ingest.Sentences;
import org.carrel.ingest.Span;

/**
 * The parts of a passage that can be quoted by themselves. That is a sentence, but a heading takes
 * what stands under it along, and an opening such as "the following:" its list: alone they name a
 * subject and say nothing of it.
 */
final class Statements {

    /** A statement is not extended beyond this, in UTF-16 units. */
    private static final int MAX_LENGTH = 400;

    private static final int HEADING_LENGTH = 60;
    private static final Pattern ENDED = Pattern.compile("[.!?;]['\"\u2019\u201d)]*$");

    /** A clause's number and title, such as {@code 9.4 Governing Law.} */
    private static final Pattern NUMBERED =
            Pattern.compile("^(?:(?:Section|Article)\\s)?\\d+(?:\\.\\d+)*\\.?\\s\\p{Lu}\\D+$");

    private static final Pattern ITEM =
            Pattern.compile("^(?:[-*\u2022\u2013]|\\(?\\w{1,3}[.)])\\s.*", Pattern.DOTALL);

    private Statements() {}

    /** In order; they do not overlap. */
    static List<Span> of(String passage) {
        List<Span> sentences = Sentences.of(passage, 0, passage.length());
        List<Span> statements = new ArrayList<>();
        int i = 0;
        while (i < sentences.size()) {
            int last = i;
            while (last + 1 < sentences.size()
                    && continues(passage, sentences, i, last)
                    && sentences.get(last + 1).end() - sentences.get(i).start() <= MAX_LENGTH) {
                last++;
            }
            statements.add(new Span(sentences.get(i).start(), sentences.get(last).end()));
            i = last + 1;
        }
        return statements;
    }

    private static boolean continues(String passage, List<Span> sentences, int first, int last) {
        String end = text(passage, sentences.get(last));
        if (end.endsWith(":")) {
            return true;
        }
        boolean inList =
                last > first && text(passage, sentences.get(first)).endsWith(":") && isItem(end);
        if (inList) {
            return isItem(text(passage, sentences.get(last + 1)));
        }
        return last == first
                && end.length() <= HEADING_LENGTH
                && (NUMBERED.matcher(end).matches() || (!isEnded(end) && !isItem(end)));
    }

    /** Whether the text ends as a sentence does. */
    static boolean isEnded(String text) {
        return ENDED.matcher(text).find();
    }

    private static boolean isItem(String text) {
        return ITEM.matcher(text).matches();
    }

    private static String text(String passage, Span span) {
        return passage.substring(span.start(), span.end());
    }
}
