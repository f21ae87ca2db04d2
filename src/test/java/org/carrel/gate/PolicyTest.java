package org.carrel.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.carrel.model.Evaluation.Score;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {

    @ParameterizedTest
    @CsvSource({
        "30, 4, 30, 4, 0, true",
        "31, 4, 30, 4, 0, true",
        "29, 0, 30, 4, 0, false",
        "40, 5, 30, 4, 0, false",
        "29, 5, 30, 4, 0.02, true",
        "28, 4, 30, 4, 0.02, false",
        "30, 6, 30, 4, 0.02, false",
    })
    void aCandidateIsNotWorseThanTheIncumbent(
            int correct, int unsupported, int was, int wasUnsupported, double slack, boolean pass) {
        Policy policy = new Policy(slack, 1);
        Score candidate = new Score(correct, unsupported, 1);
        Score incumbent = new Score(was, wasUnsupported, 1);
        assertEquals(pass, policy.decide(50, candidate, incumbent).passed());
    }

    @Test
    void theFirstModelGetsEnoughRight() {
        Policy policy = new Policy(0, 0.5);
        assertEquals(true, policy.decide(47, new Score(24, 9, 1), null).passed());
        assertEquals(false, policy.decide(47, new Score(23, 0, 1), null).passed());
    }
}
