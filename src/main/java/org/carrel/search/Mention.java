package org.carrel.search;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/**
 * A word of a question that may name something.
 *
 * @param start first UTF-16 index in the question
 * @param end index after the last
 * @param proper whether it is written like a name or a number
 */
record Mention(String term, int start, int end, boolean proper) {

    /** What parts one name from the next. */
    private static final String PARTING = ";:()[]\"\u201c\u201d?!\n";

    private static final String SENTENCE_ENDS = ".?!;:\n";

    /** The words of a question but stop words, in order. */
    static List<Mention> of(String question) throws IOException {
        String plain = question.replace('_', ' ');
        List<Mention> mentions = new ArrayList<>();
        try (TokenStream stream =
                Analysis.analyzer().tokenStream(Fields.TEXT, new StringReader(plain))) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            OffsetAttribute at = stream.addAttribute(OffsetAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                int start = at.startOffset();
                int end = at.endOffset();
                mentions.add(new Mention(term.toString(), start, end, proper(plain, start, end)));
            }
            stream.end();
        }
        return mentions;
    }

    /** Whether the other follows in the same name, as far as punctuation tells. */
    boolean runsInto(Mention next, String question) {
        return next.start >= end
                && question.substring(end, next.start)
                        .chars()
                        .noneMatch(each -> PARTING.indexOf(each) >= 0);
    }

    private static boolean proper(String text, int start, int end) {
        String word = text.substring(start, end);
        if (word.chars().anyMatch(Character::isDigit)) {
            return true;
        }
        if (!Character.isUpperCase(word.charAt(0))) {
            return false;
        }
        boolean capitals = word.length() > 1 && word.equals(word.toUpperCase(Locale.ROOT));
        return capitals || !beginsSentence(text, start);
    }

    private static boolean beginsSentence(String text, int start) {
        String before = text.substring(0, start).stripTrailing();
        return before.isEmpty() || SENTENCE_ENDS.indexOf(before.charAt(before.length() - 1)) >= 0;
    }
}
