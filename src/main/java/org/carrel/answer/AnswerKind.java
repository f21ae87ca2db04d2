package org.carrel.answer;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The kind of thing that a question asks for. Each but the last two has a form by which it is found
 * in a text, and one spelling for each value.
 */
enum AnswerKind {
    /** Yes or no; weighed by {@link Verdicts}, as no form of words is it. */
    @JsonProperty("yes-no")
    YES_NO("$^"),
    /** {@code 20 mg}. */
    @JsonProperty("dose")
    DOSE("\\b(dose|doses|dosage|dosing|how many (mg|mcg|units)|strength of)\\b"),
    /** {@code 12}. */
    @JsonProperty("count")
    COUNT("\\b(how many|number of|how often)\\b"),
    /** A state or country: {@code New York}. */
    @JsonProperty("governing-law")
    LAW("\\bgoverning law\\b|\\blaws?\\b.*\\bgovern|\\bgovern.*\\blaws?\\b|\\bwhich law\\b"),
    /** {@code 30 days}, {@code 5 business days}, {@code 2 years}. */
    @JsonProperty("duration")
    DURATION(
            "\\b(how long|notice period|renewal term|duration|(what|which)\\b.{0,30}\\b(term|period))"
                    + "\\b"),
    /** ISO 8601: {@code 2031-05-04}. */
    @JsonProperty("date")
    DATE("\\b(when|what date|which date|date|expir\\w*|what day|which day|what year)\\b"),
    /** {@code USD 5000.00}, {@code 5%}. */
    @JsonProperty("amount")
    AMOUNT(
            "\\b(how much|(what|which)\\b.{0,40}\\b(price|fees?|cost|amount|cap|rent|salary|payment"
                    + "|royalty|rate|percentage|deposit|penalty))\\b"),
    /** Names with their legal form, parted by semicolons. */
    @JsonProperty("party")
    PARTY("\\b(parties|who (is|are|was|were)|between whom|which (company|companies|entity))\\b"),
    /** Nothing of a form. */
    @JsonProperty("text")
    OTHER("$^");

    private final Pattern asked;

    AnswerKind(String asked) {
        this.asked = Pattern.compile(asked);
    }

    static AnswerKind of(String question) {
        if (Verdicts.isAsked(question)) {
            return YES_NO;
        }
        String lower = question.toLowerCase(Locale.ROOT);
        for (AnswerKind kind : values()) {
            if (kind.asked.matcher(lower).find()) {
                return kind;
            }
        }
        return OTHER;
    }

    /** Whether such a thing has a form, so that a text can be seen to lack it. */
    boolean hasForm() {
        return this != YES_NO && this != OTHER;
    }

    /** Whether the text holds such a thing. */
    boolean fits(String text) {
        return hasForm() && !TypedValues.read(this, text).isEmpty();
    }

    /**
     * The kinds that answer a question of this kind, best first: when a term ends may be said by a
     * day or by a length of time.
     */
    List<AnswerKind> answering() {
        return switch (this) {
            case DATE -> List.of(DATE, DURATION);
            case DURATION -> List.of(DURATION, DATE);
            default -> List.of(this);
        };
    }
}
