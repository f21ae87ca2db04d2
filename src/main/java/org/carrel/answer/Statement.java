package org.carrel.answer;

import java.util.regex.Pattern;
import org.carrel.ingest.Span;
import org.carrel.search.Hit;

/**
 * A part of a found passage that can be quoted by itself.
 *
 * @param around share of the question's vocabulary in its passage
 */
record Statement(Hit hit, Span span, String text, double around) {

    /** Leaders, as between a title and its page in a table of contents. */
    private static final Pattern LEADERS = Pattern.compile("\\.{4,}|(?:\\. ){4,}|_{6,}");

    /** Several numbered titles without a verb between them. */
    private static final Pattern TITLES =
            Pattern.compile(
                    "(?:(?:section|article|exhibit|schedule)\\s+[\\dA-Z.]+.{0,80}?){3,}",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern CONTENTS_PATH =
            Pattern.compile("\\bcontents\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern PAGE_AT_END = Pattern.compile("\\p{L}[.\\s]+\\d{1,3}\\s*$");

    private static final Pattern DEFINES =
            Pattern.compile(
                    "^.{0,60}?[\"\u201C][^\"\u201D]{2,60}[\"\u201D],?\\s+(?:shall\\s+)?"
                            + "(?:means?|refers?|has|have)\\b",
                    Pattern.DOTALL);

    Citation citation() {
        return new Citation(
                hit.documentId(),
                hit.documentName(),
                hit.version(),
                hit.page(),
                hit.start() + span.start(),
                hit.start() + span.end(),
                text,
                ClausePath.of(hit.path(), hit.text(), span.start()));
    }

    /** Whether it is a line of a table of contents, which names subjects and says nothing. */
    boolean isContents() {
        return LEADERS.matcher(text).find()
                || CONTENTS_PATH.matcher(hit.path()).find()
                || TITLES.matcher(text).find()
                || (!Statements.isEnded(text) && PAGE_AT_END.matcher(text).find());
    }

    /** Whether it says what a term means, which is seldom what somebody must do. */
    boolean defines() {
        return DEFINES.matcher(text).find();
    }
}
