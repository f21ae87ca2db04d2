package org.carrel.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YesNoQuestionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "May the receiving party keep copies?",
                "Is the patient allergic to penicillin?",
                "Early extubation after surgery: is it safe?",
                "Under the lease, can the tenant sublet?",
                "Suturing after septoplasty, is it an alternative to packing?",
                "Troponin: an early marker of rejection?",
                "Torn tendons--an occupational disease?",
                "Tomosynthesis: A viable alternative to computed tomography?"
            })
    void aVerbBeforeItsSubjectOrADoubtedClaimAsksForYesOrNo(String question) {
        assertTrue(YesNoQuestion.isAsked(question));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "What is the notice period?",
                "Who may terminate the agreement?",
                "How long does the term run, and is it renewed?",
                "Metformin: what dose is given?",
                "governing law?",
                "Between Ardent, a Delaware company, and Bell: Notice period?",
                "List the medications.",
                ""
            })
    void aQuestionWordAsksForMore(String question) {
        assertFalse(YesNoQuestion.isAsked(question));
    }

    @Test
    void theFrameOfAStatementIsNoPartOfIt() {
        assertEquals(
                "the tenant may sublet?",
                YesNoQuestion.statement("Is it true under this lease that the tenant may sublet?"));
        assertEquals(
                "some obligations survive?",
                YesNoQuestion.statement(
                        "Does the document indicate that some obligations survive?"));
        assertEquals(
                "Does the tenant pay that?", YesNoQuestion.statement("Does the tenant pay that?"));
    }
}
