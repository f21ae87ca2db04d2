package org.carrel.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatementsTest {

    @Test
    void aHeadingTakesWhatStandsUnderIt() {
        assertEquals(
                List.of("# Medications\nNo active medications.", "She sleeps well."),
                of("# Medications\nNo active medications.\n\nShe sleeps well."));
    }

    @Test
    void anOpeningTakesItsListAndNothingAfterIt() {
        assertEquals(
                List.of(
                        "Prescribed were the following:\n- aspirin 81 mg\n- ramipril 5 mg",
                        "Seen by Dr. Ode."),
                of(
                        "Prescribed were the following:\n- aspirin 81 mg\n- ramipril 5 mg\n\nSeen by Dr. Ode."));
    }

    @Test
    void aClauseKeepsItsNumberAndTitle() {
        assertEquals(
                List.of("9.4 Governing Law. The laws of Delaware govern.", "It is binding."),
                of("9.4 Governing Law. The laws of Delaware govern. It is binding."));
    }

    @Test
    void aSentenceStandsByItself() {
        assertEquals(
                List.of("The fee is $12.", "It is due in May."),
                of("The fee is $12. It is due in May."));
    }

    private static List<String> of(String passage) {
        return Statements.of(passage).stream()
                .map(span -> passage.substring(span.start(), span.end()))
                .toList();
    }
}
