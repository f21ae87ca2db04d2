package org.carrel.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadersTest {

    private static final int BOUND = 3;

    private final MadeText made = new MadeText(1);
    private final List<UUID> collections = new ArrayList<>();

    @TempDir Path home;
    private PassageIndex index;
    private Readers readers;

    @BeforeEach
    @SuppressWarnings("NullAway") // One server alone takes no turns.
    void fiveCollections() {
        SearchConfig config =
                new SmallRyeConfigBuilder()
                        .withMapping(SearchConfig.class)
                        .withDefaultValue("carrel.search.open-readers", Integer.toString(BOUND))
                        .withDefaultValue("carrel.search.open-writers", "1")
                        .build()
                        .getConfigMapping(SearchConfig.class);
        index =
                new PassageIndex(
                        home, config, new WriteTurns(null), Encoders.shipped(new NoEmbeddings()));
        readers = new Readers(index, config);
        for (int i = 0; i < 5; i++) {
            collections.add(UUID.randomUUID());
            put(collections.get(i), 2);
        }
        index.close();
    }

    private void put(UUID collection, int documents) {
        for (int i = 0; i < documents; i++) {
            index.replace(
                    collection, UUID.randomUUID(), 1, "a.txt", made.passages(1), made.vectors(1));
        }
    }

    @Test
    void aSearchWiderThanTheBoundFindsAsManyOpenAsItAllows() throws IOException {
        Set<Object> first = opened(collections);
        Set<Object> second = opened(collections);
        assertEquals(collections.size(), second.size());
        second.retainAll(first);
        assertEquals(BOUND, second.size());
    }

    @Test
    void theLongestUnusedIsClosedFirst() throws IOException {
        Set<Object> first = opened(collections.subList(0, 1));
        Set<Object> others = opened(collections.subList(1, 3));
        assertEquals(first, opened(collections.subList(0, 1)));
        opened(collections.subList(3, 5));
        assertEquals(first, opened(collections.subList(0, 1)));
        Set<Object> again = opened(collections.subList(1, 3));
        again.retainAll(others);
        assertEquals(Set.of(), again);
    }

    @Test
    void whatIsClosedStaysOpenForTheSearchThatUsesIt() throws IOException {
        MultiReader mine =
                readers.over(collections.subList(0, 1), Versions.LATEST, Encoder.SHIPPED);
        IndexReader piece = mine.leaves().getFirst().reader();
        opened(collections.subList(1, 5));
        assertTrue(piece.getRefCount() > 0);
        assertEquals(2, mine.numDocs());
        mine.close();
        assertEquals(0, piece.getRefCount());
    }

    @Test
    void whatIsWrittenIsFoundByTheNextSearch() throws IOException {
        UUID collection = collections.getFirst();
        assertEquals(2, passages(collection));
        put(collection, 1);
        assertEquals(3, passages(collection));
        put(collections.get(1), 1); // The first is put away.
        assertEquals(3, passages(collection));
        UUID fresh = UUID.randomUUID();
        assertEquals(0, passages(fresh));
        put(fresh, 1);
        assertEquals(1, passages(fresh));
    }

    @Test
    void aSmallIndexIsPutAwayInOnePiece() throws IOException {
        put(collections.getFirst(), 5);
        index.close();
        assertEquals(1, opened(collections.subList(0, 1)).size());
    }

    private int passages(UUID collection) throws IOException {
        try (MultiReader reader =
                readers.over(List.of(collection), Versions.LATEST, Encoder.SHIPPED)) {
            return reader.numDocs();
        }
    }

    /** What a search over them reads, each by the one time that it was opened. */
    private Set<Object> opened(List<UUID> some) throws IOException {
        Set<Object> keys = new HashSet<>();
        try (MultiReader reader = readers.over(some, Versions.LATEST, Encoder.SHIPPED)) {
            for (LeafReaderContext leaf : reader.leaves()) {
                keys.add(leaf.reader().getCoreCacheHelper().getKey());
            }
        }
        return keys;
    }
}
