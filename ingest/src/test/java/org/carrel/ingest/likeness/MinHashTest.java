package org.carrel.ingest.likeness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MinHashTest {

    private static final MinHash HASH = new MinHash(key(1));

    /** Five standard deviations: wrong once in a million and a half estimates. */
    private static final double BOUND = 5;

    private static byte[] key(int seed) {
        byte[] key = new byte[MinHash.KEY_BYTES];
        new Random(seed).nextBytes(key);
        return key;
    }

    private static Signature signature(String text) {
        return HASH.of(text).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theEstimateIsNearTheExactShare(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 25; round++) {
            List<String> one = words(random, 30 + random.nextInt(1_500));
            List<String> other = changed(one, random, random.nextDouble() * 0.15);
            double exact = exact(one, other);

            double estimate =
                    signature(String.join(" ", one)).similarity(signature(String.join(" ", other)));

            double deviation = Math.sqrt(exact * (1 - exact) / Signature.VALUES);
            assertEquals(exact, estimate, BOUND * deviation + 1e-9, "seed " + seed);
        }
    }

    @Test
    void textsThatAreMuchAlikeMeet() {
        Random random = new Random(11);
        int alike = 0;
        int met = 0;
        for (int round = 0; round < 400; round++) {
            List<String> one = words(random, 400);
            List<String> other = changed(one, random, 0.02);
            if (exact(one, other) >= 0.8) {
                alike++;
                met += meet(one, other) ? 1 : 0;
            }
        }
        assertTrue(alike > 100, "too few to tell: " + alike);
        assertTrue(met >= alike * 0.99, met + " of " + alike);
    }

    @Test
    void textsThatHaveNothingInCommonDoNotMeet() {
        Random random = new Random(12);
        for (int round = 0; round < 200; round++) {
            assertFalse(meet(words(random, 300), words(random, 300)));
        }
    }

    @Test
    void caseLinesAndMarksMakeNoDifference() {
        assertEquals(
                signature("The Tenant shall pay the rent, monthly."),
                signature("the tenant\nSHALL pay the rent monthly"));
    }

    @Test
    void aFewWordsAreARunOfTheirOwn() {
        assertEquals(1, signature("Not approved").similarity(signature("not approved.")));
        assertEquals(0, signature("Not approved").similarity(signature("approved")), 0.05);
    }

    @Test
    void aTextWithoutWordsHasNone() {
        assertTrue(HASH.of(" \n-- ").isEmpty());
        assertTrue(HASH.of("").isEmpty());
    }

    @Test
    void anotherKeyTellsNothing() {
        String text = String.join(" ", words(new Random(3), 500));

        Signature other = new MinHash(key(2)).of(text).orElseThrow();

        assertEquals(0, signature(text).similarity(other), 0.05);
        assertThrows(IllegalArgumentException.class, () -> new MinHash(new byte[8]));
    }

    @Test
    void isStoredAndReadBack() {
        Signature signature = signature("one two three four five six");

        assertEquals(signature, Signature.of(signature.bytes()));
        assertEquals(Signature.BYTES, signature.bytes().length);
        assertNotEquals(signature, signature("one two three four five seven"));
        assertThrows(IllegalArgumentException.class, () -> Signature.of(new byte[4]));
    }

    private static boolean meet(List<String> one, List<String> other) {
        long[] first = signature(String.join(" ", one)).bands();
        long[] second = signature(String.join(" ", other)).bands();
        return IntStream.range(0, Signature.BANDS).anyMatch(i -> first[i] == second[i]);
    }

    private static List<String> words(Random random, int count) {
        return random.ints(count, 0, 5_000).mapToObj(each -> "w" + each).toList();
    }

    private static List<String> changed(List<String> words, Random random, double share) {
        List<String> changed = new ArrayList<>();
        for (String word : words) {
            double draw = random.nextDouble();
            if (draw >= share / 3) {
                changed.add(draw < share ? "x" + random.nextInt(5_000) : word);
            }
        }
        return changed.size() < MinHash.RUN ? words : changed;
    }

    private static double exact(List<String> one, List<String> other) {
        Set<List<String>> first = runs(one);
        Set<List<String>> both = new HashSet<>(first);
        both.retainAll(runs(other));
        first.addAll(runs(other));
        return (double) both.size() / first.size();
    }

    private static Set<List<String>> runs(List<String> words) {
        Set<List<String>> runs = new HashSet<>();
        for (int i = 0; i + MinHash.RUN <= words.size(); i++) {
            runs.add(words.subList(i, i + MinHash.RUN));
        }
        return runs;
    }
}
