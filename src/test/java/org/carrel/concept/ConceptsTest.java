package org.carrel.concept;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConceptsTest {

    private final Concepts concepts = Concepts.standard();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Which state's law governs the contract?             | governing-law
                    When does the initial term expire?                  | term
                    Can either party terminate without cause?           | termination-for-convenience
                    Is there a cap on liability?                        | liability-cap
                    May the licence be assigned?                        | assignment
                    Who gets the source code out of escrow?             | source-code-escrow
                    What medications is the patient taking?             | medications
                    Is she allergic to penicillin?                      | allergies
                    What was the blood pressure?                        | vitals
                    When should he follow up?                           | follow-up
                    """)
    void aQuestionAsksForItsConcept(String question, String id) {
        assertTrue(concepts.asked(question).contains(concepts.named(id)), question);
    }

    @Test
    void theConceptWithMoreOfTheQuestionsWordsComesFirst() {
        assertEquals(
                "renewal-notice",
                concepts.asked("What notice is needed to prevent renewal?").getFirst().id());
    }

    @Test
    void aQuestionInOtherWordsAsksForNone() {
        assertEquals(List.of(), concepts.asked("Who painted the bridge?"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    governing-law | This Agreement shall be governed by the laws of Texas.
                    assignment    | Neither party may assign this Agreement without consent.
                    audit         | Licensor may audit the books and records of Licensee.
                    allergies     | No known drug allergies.
                    medications   | Lisinopril 10 mg by mouth daily.
                    """)
    void aSentenceExpressesItsConcept(String id, String sentence) {
        assertTrue(concepts.expressed(concepts.named(id), sentence) >= 0.9, sentence);
    }

    @Test
    void aHintIsLessThanAnExpression() {
        double hint = concepts.expressed(concepts.named("audit"), "He keeps books and records.");
        assertTrue(hint > 0 && hint < 0.6, "" + hint);
        assertEquals(
                0, concepts.expressed(concepts.named("audit"), "The sky is blue over Dayton."));
    }

    @Test
    void wordingThatShowsAnotherMeaningWeakens() {
        double plain = concepts.expressed(concepts.named("exclusivity"), "an exclusive right");
        double other =
                concepts.expressed(
                        concepts.named("exclusivity"),
                        "an exclusive right that is the sole remedy of Buyer");
        assertTrue(other < plain / 2, plain + " " + other);
    }

    @Test
    void headingsAreTakenWithoutTheirNumbers() {
        assertTrue(concepts.headed(concepts.named("governing-law"), "12.4 Governing Law."));
        assertTrue(concepts.headed(concepts.named("governing-law"), "ARTICLE 12: GOVERNING LAW"));
        assertFalse(concepts.headed(concepts.named("governing-law"), "Delivery of Goods"));
        assertFalse(concepts.headed(concepts.named("governing-law"), ""));
    }

    @Test
    void everyConceptIsFoundByItsOwnDescription() {
        for (Concept concept : concepts.all()) {
            assertTrue(concepts.asked(concept.about()).contains(concept), concept.id());
        }
    }

    @Test
    void aListWithAFaultIsRefusedWithItsLine() {
        Exception fault =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                ConceptList.read(
                                        List.of("# a", "[x] X", "sings la"), Domain.CLINICAL));
        assertEquals("line 3 is not understood", fault.getMessage());
    }
}
