package org.carrel.answer;

import java.util.Locale;
import java.util.regex.Pattern;

/** The kind of thing that a question asks for, and how text that holds one looks. */
enum AnswerKind {
    DATE(
            "\\b(when|what date|which date|effective date|commenc\\w*|expir\\w*)\\b",
            "\\b(\\d{1,2}[/.-]\\d{1,2}[/.-]\\d{2,4}|\\d{4}-\\d{2}-\\d{2}|(19|20)\\d{2})\\b"),
    AMOUNT(
            "\\b(how much|what (is|are) the (price|fee|fees|cost|amount|cap|rent)|payment)\\b",
            "[$\u20ac\u00a3]\\s?\\d|\\b\\d[\\d,.]*\\s?(usd|eur|gbp|dollars|euros|percent|%)"),
    DURATION(
            "\\b(how long|notice|what (is the )?(term|period|duration))\\b",
            "\\b(\\d+|\\w+ \\(\\d+\\))\\s+(business |calendar )?(day|week|month|year)s?\\b"),
    COUNT("\\bhow many\\b", "\\b\\d"),
    DOSE(
            "\\b(dose|dosage|medications?|drugs?|prescri\\w*)\\b",
            "\\b\\d[\\d.,]*\\s?(mg|mcg|g|ml|units?|iu|meq|%)\\b"),
    OTHER("$^", "");

    private final Pattern asked;
    private final Pattern answered;

    AnswerKind(String asked, String answered) {
        this.asked = Pattern.compile(asked);
        this.answered = Pattern.compile(answered);
    }

    static AnswerKind of(String question) {
        String lower = question.toLowerCase(Locale.ROOT);
        for (AnswerKind kind : values()) {
            if (kind.asked.matcher(lower).find()) {
                return kind;
            }
        }
        return OTHER;
    }

    /** Whether the text holds such a thing. Nothing particular is asked for by {@link #OTHER}. */
    boolean fits(String text) {
        return this != OTHER && answered.matcher(text.toLowerCase(Locale.ROOT)).find();
    }
}
