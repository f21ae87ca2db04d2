package org.carrel.launch.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each expected figure was computed by hand; the comment says how. */
class ScoresTest {

    @Test
    void aCharacterInTwoRangesCountsOnce() {
        Ranges ranges = Ranges.of(List.of(new Range(10, 20), new Range(15, 25), new Range(40, 41)));

        assertEquals(List.of(new Range(10, 25), new Range(40, 41)), ranges.disjoint());
        assertEquals(16, ranges.length());
        assertEquals(6, ranges.common(Ranges.of(List.of(new Range(0, 15), new Range(40, 50)))));
    }

    @Test
    void ndcgDiscountsByTheLogarithmOfTheRank() {
        DocumentScores scores = new DocumentScores(Map.of("a", 1, "b", 1, "c", 0));

        // Gains at ranks 2 and 4: 1/log2(3) + 1/log2(5) = 0.63093 + 0.43068 = 1.06161.
        // Ideal, ranks 1 and 2: 1 + 0.63093 = 1.63093.
        assertEquals(0.65092, scores.ndcg(List.of("x", "a", "c", "b"), 10), 1e-5);
        assertEquals(1.0, scores.ndcg(List.of("b", "a"), 10), 1e-12);
        // Cut after 3: 0.63093 / 1.63093.
        assertEquals(0.38685, scores.ndcg(List.of("x", "a", "c", "b"), 3), 1e-5);
        assertEquals(0.0, scores.ndcg(List.of(), 10));
    }

    @Test
    void ndcgCountsGradesAsGains() {
        // 1/1 + 2/log2(3) = 2.26186; ideal 2/1 + 1/log2(3) = 2.63093.
        assertEquals(
                0.85972,
                new DocumentScores(Map.of("a", 2, "b", 1)).ndcg(List.of("b", "a"), 10),
                1e-5);
    }

    @Test
    void recallAndReciprocalRankOfDocuments() {
        DocumentScores scores = new DocumentScores(Map.of("a", 1, "b", 1));

        assertEquals(0.5, scores.recall(List.of("x", "a", "y", "b"), 2));
        assertEquals(1.0, scores.recall(List.of("x", "a", "y", "b"), 4));
        assertEquals(0.5, scores.reciprocalRank(List.of("x", "a", "y", "b")));
        assertEquals(0.0, scores.reciprocalRank(List.of("x")));
    }

    @Test
    void recallAndPrecisionCountCharacters() {
        // 100 marked characters of d1 and 50 of d2.
        PassageScores scores =
                new PassageScores(
                        List.of(target("d1", 100, 200), target("d2", 0, 50)), Set.of("d1", "d2"));
        List<Passage> passages =
                List.of(passage("d1", 150, 250), passage("d1", 180, 260), passage("d3", 0, 90));

        // 50 of 150 marked; 110 characters of d1 and 90 of d3 are shown.
        assertEquals(50.0 / 150, scores.recall(passages), 1e-12);
        assertEquals(50.0 / 200, scores.precision(passages), 1e-12);
        assertEquals(1.0 / 3, scores.wrongDocuments(passages), 1e-12);
        assertTrue(scores.hitsDocument(passages));
        assertFalse(scores.hitsDocument(passages.subList(2, 3)));
        assertEquals(0.0, scores.precision(List.of()));
    }

    @Test
    void ofSeveralPlacesOneIsEnough() {
        Target anywhere =
                new Target("d1", List.of(new Range(0, 10), new Range(50, 60)), 10, Set.of(1, 2));
        PassageScores scores = new PassageScores(List.of(anywhere), Set.of("d1"));

        assertEquals(1.0, scores.recall(List.of(passage("d1", 45, 65))));
        assertEquals(0.5, scores.precision(List.of(passage("d1", 45, 65))));
    }

    @Test
    void aPlaceThatIsNotInTheServersTextIsNotRetrieved() {
        Target lost = new Target("d1", List.of(), 30, Set.of());
        PassageScores scores = new PassageScores(List.of(lost, target("d1", 0, 10)), Set.of("d1"));

        assertEquals(10.0 / 40, scores.recall(List.of(passage("d1", 0, 100))), 1e-12);
    }

    @Test
    void rougeIsTheF1OfCommonWords() {
        List<String> candidate = Rouge.words("The cat sat on the mat.");
        List<String> reference = Rouge.words("the cat was on a MAT");

        // Common: the, cat, on, mat = 4 of 6 and 6.
        assertEquals(4.0 / 6, Rouge.n(1, candidate, reference), 1e-12);
        // Pairs: "the cat" = 1 of 5 and 5.
        assertEquals(1.0 / 5, Rouge.n(2, candidate, reference), 1e-12);
        // the cat on mat.
        assertEquals(4.0 / 6, Rouge.longest(candidate, reference), 1e-12);
        // Order counts: of "mat the" and "the mat" one word is in sequence.
        assertEquals(0.5, Rouge.longest(List.of("mat", "the"), List.of("the", "mat")), 1e-12);
        // 2 of 3 and 2 of 2: 2 * (2/3) / (2/3 + 1) = 0.8.
        assertEquals(0.8, Rouge.n(1, List.of("a", "b", "c"), List.of("b", "a")), 1e-12);
        assertEquals(0.0, Rouge.n(2, List.of("a"), List.of("a")));
    }

    @Test
    void macroF1CountsEachClassAlike() {
        Verdicts verdicts =
                new Verdicts(Map.of(Verdict.YES, "yes", Verdict.NO, "no", Verdict.MAYBE, "maybe"));
        verdicts.add(Verdict.YES, Verdict.YES);
        verdicts.add(Verdict.YES, Verdict.YES);
        verdicts.add(Verdict.YES, Verdict.NO);
        verdicts.add(Verdict.NO, Verdict.NO);
        verdicts.add(Verdict.MAYBE, Verdict.SILENT);

        // yes: 2*2/(3+2) = 0.8; no: 2*1/(1+2) = 0.6667; maybe: 0. Mean 0.48889.
        assertEquals(0.48889, verdicts.macroF1(), 1e-5);
        assertEquals("maybe -> (silent) 1; no -> no 1; yes -> yes 2 no 1", verdicts.confusion());
    }

    @Test
    void silenceAndDoubtMayBeOneClass() {
        Verdicts verdicts =
                new Verdicts(Map.of(Verdict.SILENT, "NotMentioned", Verdict.MAYBE, "NotMentioned"));

        assertTrue(verdicts.add(Verdict.SILENT, Verdict.MAYBE));
        assertFalse(verdicts.add(Verdict.SILENT, Verdict.UNCLEAR));
    }

    @Test
    void percentilesAreNearestRanks() {
        assertEquals(2.0, Times.percentile(List.of(1.0, 2.0, 3.0, 4.0), 50));
        assertEquals(4.0, Times.percentile(List.of(1.0, 2.0, 3.0, 4.0), 95));
        assertEquals(7.0, Times.percentile(List.of(7.0), 95));
    }

    private static Target target(String document, int start, int end) {
        return new Target(document, List.of(new Range(start, end)), end - start, Set.of());
    }

    private static Passage passage(String document, int start, int end) {
        return new Passage(document, new Range(start, end));
    }
}
