package org.carrel.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.carrel.models.ModelDescription;
import org.carrel.models.Reranker;
import org.carrel.models.runtime.UnusableModelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledRerankerTest {

    private static final UUID ID = UUID.randomUUID();

    @TempDir private Path home;

    /** Likes long passages. */
    private record ByLength(boolean late) implements Reranker {

        @Override
        public ModelDescription description() {
            return new ModelDescription("length", "0".repeat(64), 1);
        }

        @Override
        public Optional<double[]> scores(String question, List<String> passages, Duration within) {
            return late
                    ? Optional.empty()
                    : Optional.of(passages.stream().mapToDouble(String::length).toArray());
        }

        @Override
        public void close() {}
    }

    @Test
    void theBestFewArePutInOrderAndTheRestStays() {
        InstalledReranker.Ordered ordered =
                reranker(false).order(query(Ranking.FUSED, 4), hits("a", "aaa", "aa", "aaaaa"));
        assertEquals(List.of("aaa", "aa", "a", "aaaaa"), texts(ordered));
        assertEquals(Reranking.DONE, ordered.reranking());
    }

    @Test
    void whatIsAskedForByItsNumberStaysInFront() {
        InstalledReranker.Ordered ordered =
                reranker(false).order(query(Ranking.FUSED, 2), hits("a", "!", "aa", "aaa"));
        assertEquals(List.of("!", "aaa"), texts(ordered));
    }

    @Test
    void whereItIsLateTheOrderIsThatOfTheFusionAndSaidSo() {
        InstalledReranker.Ordered ordered =
                reranker(true).order(query(Ranking.FUSED, 2), hits("a", "aaa", "aa"));
        assertEquals(List.of("a", "aaa"), texts(ordered));
        assertEquals(Reranking.LATE, ordered.reranking());
    }

    @Test
    void withoutOneOrForABaselineNothingChanges() {
        InstalledReranker none = new InstalledReranker(Optional.empty(), 3, Duration.ZERO);
        assertEquals(2, none.depth(query(Ranking.FUSED, 2)));
        assertEquals(2, reranker(false).depth(query(Ranking.WORDS, 2)));
        assertEquals(3, reranker(false).depth(query(Ranking.FUSED, 2)));
        for (InstalledReranker.Ordered ordered :
                List.of(
                        none.order(query(Ranking.FUSED, 2), hits("a", "aaa")),
                        reranker(false).order(query(Ranking.WORDS, 2), hits("a", "aaa")))) {
            assertEquals(List.of("a", "aaa"), texts(ordered));
            assertEquals(Reranking.NONE, ordered.reranking());
        }
    }

    @Test
    void oneThatIsSetAndNotThereIsNamed() {
        SearchConfig config =
                new SmallRyeConfigBuilder()
                        .withMapping(SearchConfig.class)
                        .withDefaultValue("carrel.search.reranker", "missing")
                        .build()
                        .getConfigMapping(SearchConfig.class);
        String message =
                String.valueOf(
                        assertThrows(
                                        UnusableModelException.class,
                                        () -> new InstalledReranker(home, config))
                                .getMessage());
        assertTrue(message.contains("missing has no model.onnx"), message);
    }

    private static InstalledReranker reranker(boolean late) {
        return new InstalledReranker(Optional.of(new ByLength(late)), 3, Duration.ofSeconds(1));
    }

    private static Query query(Ranking ranking, int limit) {
        return new Query("q", new float[1], Filter.NONE, Versions.LATEST, ranking, limit);
    }

    /** One that holds what is asked for is written with a mark. */
    private static List<Hit> hits(String... texts) {
        return Arrays.stream(texts)
                .map(text -> {
                    Holding holding = text.startsWith("!") ? Holding.IS : Holding.NONE;
                    return new Hit(ID, ID, "a", 1, 1, 0, 1, text, "", 0, 0, holding);
                })
                .toList();
    }

    private static List<String> texts(InstalledReranker.Ordered ordered) {
        return ordered.hits().stream().map(Hit::text).toList();
    }
}
