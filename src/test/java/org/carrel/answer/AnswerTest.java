package org.carrel.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.carrel.models.Generation;
import org.carrel.models.ModelDescription;
import org.junit.jupiter.api.Test;

class AnswerTest {

    private static final String QUOTE = "The lease ends on May 4, 2031.";

    @Test
    void aSupportedSentenceStandsByItself() {
        Answer answer = written("The lease ends on May 4, 2031.", 0.9);
        assertEquals(1, answer.sentences().size());
        assertTrue(answer.sentences().getFirst().supported());
    }

    @Test
    void anUnsupportedSentenceIsMarkedAndTheQuoteStandsAfterIt() {
        Answer answer = written("The lease ends on June 4, 2031.", 0.9);
        assertEquals("grounded", answer.outcome());
        assertFalse(answer.sentences().getFirst().supported());
        assertEquals(new Sentence(QUOTE, true, List.of(0)), answer.sentences().getLast());
    }

    @Test
    void aModelThatDeclinesBeforeTellingEvidenceIsPassedOver() {
        Answer answer = written("The text does not say when the lease ends.", 0.9);
        assertEquals("grounded", answer.outcome());
        assertEquals(QUOTE, answer.answer());
    }

    @Test
    void aModelThatDeclinesBeforeWeakEvidenceIsHeard() {
        Answer answer = written("The text does not say when the lease ends.", 0.5);
        assertEquals("insufficient", answer.outcome());
        assertEquals(Answer.SILENT, answer.answer());
        assertEquals(QUOTE, answer.nearest().getFirst().quote());
    }

    @Test
    void circlesAndBrokenEndsAreLeftOut() {
        String circle = "The lease ends on May 4, 2031. ";
        Answer answer = written(circle + circle + "The lease", 0.9, Generation.Finish.LENGTH);
        assertEquals(circle.strip(), answer.answer());
    }

    private static Answer written(String text, double strength) {
        return written(text, strength, Generation.Finish.STOP);
    }

    private static Answer written(String text, double strength, Generation.Finish finish) {
        Citation citation =
                new Citation(new UUID(0, 1), "lease.pdf", 1, 2, 10, 10 + QUOTE.length(), QUOTE, "");
        return Answer.generated(
                new Evidence.Grounded(List.of(citation), strength, 1, new Evidence.Timings(1, 2)),
                "When does the lease end?",
                new Generation.Result(
                        text, finish, 10, 10, "00", Duration.ofMillis(1), Duration.ofMillis(2)),
                new ModelDescription("m", "00", 2048),
                new Answer.Timings(1, 2, 3L, 4));
    }
}
