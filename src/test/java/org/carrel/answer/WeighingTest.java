package org.carrel.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.carrel.models.EmbeddingModel;
import org.carrel.models.ModelDescription;
import org.carrel.search.Analysis;
import org.carrel.search.Focus;
import org.carrel.search.Found;
import org.carrel.search.Hit;
import org.carrel.search.Holding;
import org.carrel.search.Reranking;
import org.junit.jupiter.api.Test;

class WeighingTest {

    private static final String LAW = "This Agreement is governed by the laws of Delaware.";

    private final Strength strength = Strength.standard();
    private final Weighing weighing = new Weighing(new NoLikeness(), strength);

    @Test
    void aSentenceThatSaysWhatIsAskedForIsStrong() {
        Weighing.Candidate best = best("Which law governs?", hit("The fee is small. " + LAW, ""));
        assertEquals(LAW, best.statement().text());
        // Without likeness, which these vectors do not tell, it is no surer than this.
        assertTrue(strength.probability(best.weight()) > 0.15, "" + best.weight());
    }

    @Test
    void aConceptThatIsNowhereExpressedIsSilence() {
        Weighing.Candidate best =
                best("Is there a non-compete?", hit("The fee is small. " + LAW, ""));
        assertTrue(strength.probability(best.weight()) < 0.1, "" + best.weight());
    }

    @Test
    void aLineOfContentsIsWeakerThanTheClause() {
        String contents = "Section 12 governed by the laws of Delaware ........ 14";
        Weighing.Candidate best =
                best("Which law governs?", hit(contents, "Contents"), hit(LAW, ""));
        assertEquals(LAW, best.statement().text());
    }

    @Test
    void aHeadingOfTheConceptStrengthens() {
        String clause = "The parties choose those of Delaware and no others, come what may.";
        double bare = best("Which law governs?", hit(clause, "")).weight();
        double headed = best("Which law governs?", hit(clause, "12 Governing Law")).weight();
        assertTrue(headed > bare + 1, bare + " " + headed);
    }

    @Test
    void theSameSentenceIsWeighedOnce() {
        List<Hit> twice = new ArrayList<>(List.of(hit(LAW, "")));
        twice.add(twice.getFirst());
        assertEquals(1, weighing.all(asked("Which law governs?"), twice).size());
    }

    @Test
    void ofTwoDocumentsTheOneThatSearchPrefersIsBelieved() {
        String elsewhere = "This Agreement is governed by the laws of Kansas.";
        Hit preferred = hit(LAW, "", 0.9);
        assertEquals(
                LAW,
                best("Which law governs?", hit(elsewhere, "", 0.4), preferred).statement().text());
        assertEquals(
                best("Which law governs?", preferred).weight(),
                best("Which law governs?", hit(elsewhere, "", 0.4), preferred).weight());
    }

    @Test
    void noPassagesNoSentences() {
        assertTrue(strongest("Why?").isEmpty());
    }

    @Test
    void aWeightOfNoSignIsRefused() {
        assertThrows(
                IllegalArgumentException.class, () -> Strength.parse(List.of("# x", "MOOD 1 2")));
    }

    @Test
    void probabilityRisesWithTheLogit() {
        assertTrue(strength.probability(1) > strength.probability(-1));
        assertTrue(strength.probability(1000) <= 1 && strength.probability(-1000) >= 0);
    }

    private Weighing.Candidate best(String question, Hit... hits) {
        return strongest(question, hits).getFirst();
    }

    private List<Weighing.Candidate> strongest(String question, Hit... hits) {
        Asked asked = asked(question);
        return weighing.strongest(asked, new float[2], weighing.all(asked, List.of(hits)));
    }

    private static Asked asked(String question) {
        Map<String, Double> rarity = new HashMap<>();
        Analysis.questionTerms(question).forEach(term -> rarity.put(term, 2.0));
        return Asked.of(
                new Found(
                        List.of(), 1, rarity, new float[2], Focus.none(question), Reranking.NONE));
    }

    private static Hit hit(String text, String path) {
        return hit(text, path, 0);
    }

    private static Hit hit(String text, String path, double score) {
        UUID id = UUID.randomUUID();
        return new Hit(
                id,
                id,
                "a.pdf",
                1,
                3,
                20_000,
                20_000 + text.length(),
                text,
                path,
                score,
                0,
                Holding.NONE);
    }

    /** Finds nothing alike, so that words alone decide. */
    private static final class NoLikeness implements EmbeddingModel {

        @Override
        public ModelDescription description() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int countTokens(String text) {
            return text.length();
        }

        @Override
        public int dimensions() {
            return 2;
        }

        @Override
        public float[] embedQuery(String question) {
            return new float[2];
        }

        @Override
        public List<float[]> embedPassages(List<String> passages) {
            return passages.stream().map(each -> new float[2]).toList();
        }

        @Override
        public void close() {}
    }
}
