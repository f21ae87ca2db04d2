package org.carrel.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conversations as a paralegal and a nurse hold them. */
class FollowUpTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "When is the rent due?|and if it is late?|What happens if the rent is late?",
                "Does the agreement renew?|What if it is terminated?"
                        + "|Does the agreement renew if it is terminated?",
                "What is the notice period for the lessor?|What about the lessee?"
                        + "|What is the notice period for the lessee?",
                "Can the lessee sublet the premises?|and the lessor?"
                        + "|Can the lessor sublet the premises?",
                "May Northwind assign the agreement?|What about Contoso?"
                        + "|May Contoso assign the agreement?",
                "What does Section 12.3 say?|And Section 12.4?|What does Section 12.4 say?",
                "What was the revenue in 2019?|And in 2020?|What was the revenue in 2020?",
                "What is the governing law of the lease?|And the rent?"
                        + "|What is the rent of the lease?",
                "What is the effective date of the lease?|Who signed it?|Who signed the lease?",
                "What is the liability cap?|Does it apply to indemnity?"
                        + "|Does the liability cap apply to indemnity?",
                "Does the patient take metformin?|Since when?"
                        + "|Since when does the patient take metformin?",
                "What is the dose of metformin?|And insulin?|What is the dose of insulin?",
                "What is the dose of metformin?|and the frequency?"
                        + "|What is the frequency of metformin?",
                "What was the left knee finding?|and the right?|What was the right knee finding?",
                "Does Mrs. Jones have any allergies?|Has she been given penicillin?"
                        + "|Has Mrs. Jones been given penicillin?",
                "In the Supply Agreement between A and B: what is the term?|And who may terminate it?"
                        + "|In the Supply Agreement between A and B: who may terminate the Supply"
                        + " Agreement?"
            })
    void aFollowUpTakesWhatItLeavesOutFromTheQuestionBefore(
            String before, String question, String standalone) {
        Standalone found = FollowUp.of(question, history(before, ""));
        assertEquals(standalone, found.text());
        assertTrue(found.rewritten());
        assertFalse(found.fromAnswer());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "What is the governing law?",
                "Is it possible to terminate early?",
                "Does the patient take her metformin?",
                "When does the agreement end if it is not renewed?",
                "Summarize the termination rights",
                "Any allergies?",
                "Does either party have an option to renew, and what notice do they give?",
                "Who is the tenant that signed the lease?"
            })
    void aQuestionThatStandsAloneIsLeftAsItIs(String question) {
        Standalone found =
                FollowUp.of(question, history("What is the term of the lease?", "Five years."));
        assertEquals(question, found.text());
        assertFalse(found.rewritten());
    }

    @Test
    void theFirstQuestionOfAConversationIsNeverRewritten() {
        assertFalse(FollowUp.of("And who signed it?", List.of()).rewritten());
    }

    @Test
    void whatAnAnswerNamedIsTakenFromItAndSaidToBe() {
        List<Question.Turn> history =
                history(
                        "Which medication does the patient take for diabetes?",
                        "Metformin 1000 mg twice daily.");
        Standalone found = FollowUp.of("What is its dose?", history);
        assertEquals("What is Metformin's dose?", found.text());
        assertTrue(found.fromAnswer());
    }

    @Test
    void twoPeopleAreToldApart() {
        List<Question.Turn> history =
                history("Who saw the patient in clinic?", "She was seen by Dr. Ode on May 4.");
        assertEquals(
                "When did Dr. Ode see the patient?",
                FollowUp.of("When did he see her?", history).text());
    }

    @Test
    void aConversationIsFollowedOverSeveralTurns() {
        List<Question.Turn> history =
                history(
                        "What is the notice period for the lessor?",
                        "Sixty days.",
                        "What about the lessee?",
                        "Thirty days.");
        assertEquals(
                "What happens if the lessee miss the notice period?",
                FollowUp.of("And if they miss it?", history).text());
    }

    private static List<Question.Turn> history(String... turns) {
        List<Question.Turn> history = new ArrayList<>();
        for (int i = 0; i < turns.length; i += 2) {
            history.add(new Question.Turn(turns[i], turns[i + 1]));
        }
        return history;
    }
}
