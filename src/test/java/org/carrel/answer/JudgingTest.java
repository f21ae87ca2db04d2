package org.carrel.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.carrel.answer.Judging.Judged;
import org.carrel.search.Analysis;
import org.carrel.search.Focus;
import org.carrel.search.Found;
import org.carrel.search.Hit;
import org.carrel.search.Holding;
import org.carrel.search.Reranking;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JudgingTest {

    private static final String TRIAL =
            """
            METHODS: We randomized 120 children to honey or placebo.
            RESULTS: Age did not differ between the groups. Honey significantly reduced cough \
            frequency compared with placebo (p<0.01).\
            """;

    private static final String LEASE =
            """
            This Agreement is made between the Landlord and the Tenant. The Tenant shall pay the \
            rent on the first day of each month. The Tenant may keep one dog in the premises. The \
            Landlord shall insure the building against fire.\
            """;

    @Test
    void aStudyAnswersWithTheSentenceThatDecidesFirst() {
        Judged judged = judged("Does honey reduce cough in children?", TRIAL, 0.85);
        assertNotNull(judged);
        assertNotNull(judged.value());
        assertEquals("yes", judged.value().normalized());
        assertEquals(0, judged.value().citation());
        assertTrue(judged.citations().getFirst().quote().contains("significantly reduced"));
        assertTrue(judged.strength() > 0.2, "" + judged.strength());
    }

    @Test
    void aStudyOfSomethingElseIsWeak() {
        Judged judged = judged("Does zinc shorten a cold of adults?", TRIAL, 0.6);
        assertNotNull(judged);
        assertTrue(judged.strength() < 0.1, "" + judged.strength());
    }

    @Test
    void aStatementIsHeldAgainstTheAgreement() {
        Judged judged =
                judged("Is it true that the tenant may keep a dog in the premises?", LEASE, 0.8);
        assertNotNull(judged);
        assertNotNull(judged.value());
        assertEquals("yes", judged.value().normalized());
        assertTrue(judged.citations().getFirst().quote().contains("dog"));
    }

    @Test
    void ofAStatementThatItDoesNotSpeakOfTheAgreementIsSilent() {
        Judged judged = judged("Is it true that the tenant may brew beer for export?", LEASE, 0.5);
        assertNotNull(judged);
        assertNull(judged.value());
        assertTrue(judged.strength() < 0.5, "" + judged.strength());
    }

    @Test
    void aKnownConceptIsLeftToItsWording() {
        assertNull(judged("Is there a non-compete?", LEASE, 0.8));
    }

    @Test
    void anyOtherTextIsLeftToItsSentences() {
        String note = "He smokes. ".concat("The lungs are clear on both sides now. ".repeat(12));
        assertNull(judged("Does the patient smoke?", note + "One study was done.", 0.8));
    }

    @Test
    void aDocumentIsPreferredWhereNoOtherScoresNearly() {
        Hit best = hit(LEASE, 1, 0.8);
        assertEquals(List.of(best), Judging.preferred(found("", best, hit(TRIAL, 0.5, 0.7))));
        assertEquals(List.of(), Judging.preferred(found("", best, hit(TRIAL, 0.95, 0.7))));
        assertEquals(List.of(best), Judging.preferred(found("", best)));
        assertEquals(List.of(), Judging.preferred(found("")));
    }

    private static @Nullable Judged judged(String question, String text, double similarity) {
        Hit hit = hit(text, 1, similarity);
        Asked asked = Asked.of(found(question, hit));
        List<Weighing.Candidate> all = new ArrayList<>();
        Signs signs = new Signs(asked);
        Statements.of(text)
                .forEach(span -> {
                    Statement statement =
                            new Statement(hit, span, text.substring(span.start(), span.end()), 0);
                    all.add(new Weighing.Candidate(statement, signs.of(statement), 0));
                });
        return Judging.of(asked, List.of(hit), all);
    }

    private static Found found(String question, Hit... hits) {
        Map<String, Double> rarity = new HashMap<>();
        Analysis.questionTerms(question).forEach(term -> rarity.put(term, 2.0));
        return new Found(
                List.of(hits), 1, rarity, new float[2], Focus.none(question), Reranking.NONE);
    }

    private static Hit hit(String text, double score, double similarity) {
        UUID id = UUID.randomUUID();
        return new Hit(
                id, id, "a.pdf", 1, 1, 0, text.length(), text, "", score, similarity, Holding.NONE);
    }
}
