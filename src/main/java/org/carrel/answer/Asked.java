package org.carrel.answer;

import java.util.List;
import java.util.Map;
import org.carrel.concept.Concept;
import org.carrel.concept.Concepts;
import org.carrel.search.Focus;
import org.carrel.search.Found;
import org.jspecify.annotations.Nullable;

/**
 * A question as sentences are weighed against it: without the words that name a document.
 *
 * @param concepts what it asks for, strongest first
 * @param rarity of each of its terms, over what was searched
 * @param kind of the thing that it asks for
 * @param puts whether it puts a statement, such as "Is it true that ...?"; the question is then
 *     that statement alone
 */
record Asked(
        String question,
        List<Concept> concepts,
        Map<String, Double> rarity,
        AnswerKind kind,
        boolean puts) {

    Asked {
        concepts = List.copyOf(concepts);
        rarity = Map.copyOf(rarity);
    }

    static Asked of(Found found) {
        Focus focus = found.focus();
        String rest = focus.rest();
        String question = YesNoQuestion.statement(rest);
        return new Asked(
                question,
                Concepts.standard().asked(question),
                Coverage.within(found.rarity(), question),
                AnswerKind.of(rest),
                !question.equals(rest));
    }

    /** What it asks for first; null where it uses no known wording. */
    @Nullable Concept concept() {
        return concepts.isEmpty() ? null : concepts.getFirst();
    }
}
