package org.carrel.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.carrel.PostgresTestResource;
import org.carrel.ingest.Passage;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class HistoryIndexTest {

    private static final UUID LEASE = UUID.randomUUID();
    private static final String OLD = "The rent and the rent again is due in advance.";
    private static final String NEW = "The rent is due in arrears.";
    private static final List<float[]> VECTOR = List.of(vector());

    @Inject PassageIndex index;
    @Inject Readers readers;

    @Test
    void aSupersededVersionWeighsNothingUntilItIsAskedFor() throws Exception {
        UUID replaced = UUID.randomUUID();
        UUID never = UUID.randomUUID();
        for (UUID collection : List.of(replaced, never)) {
            index.replace(
                    collection, UUID.randomUUID(), 1, "a.txt", passage("A rent memo."), VECTOR);
        }
        index.replace(replaced, LEASE, 1, "lease.txt", passage(OLD), VECTOR);
        index.replace(replaced, LEASE, 2, "lease.txt", passage(NEW), VECTOR);
        index.keepSuperseded(
                replaced, LEASE, 1, "lease.txt", passage(OLD), Vectors.shipped(VECTOR));
        index.replace(never, LEASE, 1, "lease.txt", passage(NEW), VECTOR);
        assertEquals(2, scores(never, Versions.LATEST).size());
        assertEquals(scores(never, Versions.LATEST), scores(replaced, Versions.LATEST));
        assertEquals(3, scores(replaced, Versions.ALL).size());
        assertNotEquals(
                scores(replaced, Versions.LATEST), scores(replaced, Versions.ALL).subList(0, 2));
    }

    @Test
    void eachVersionIsKeptOnce() throws Exception {
        UUID collection = UUID.randomUUID();
        index.keepSuperseded(
                collection, LEASE, 1, "lease.txt", passage(OLD), Vectors.shipped(VECTOR));
        index.keepSuperseded(
                collection, LEASE, 2, "lease.txt", passage(NEW), Vectors.shipped(VECTOR));
        index.keepSuperseded(
                collection, LEASE, 1, "lease.txt", passage(OLD), Vectors.shipped(VECTOR));
        assertEquals(2, scores(collection, Versions.ALL).size());
        assertEquals(0, scores(collection, Versions.LATEST).size());
    }

    private List<Float> scores(UUID collection, Versions versions) throws Exception {
        try (MultiReader reader = readers.over(List.of(collection), versions, Encoder.SHIPPED)) {
            var found =
                    new IndexSearcher(reader)
                            .search(new TermQuery(new Term(Fields.TEXT, "rent")), 10);
            return Arrays.stream(found.scoreDocs).map(each -> each.score).toList();
        }
    }

    private static List<Passage> passage(String text) {
        return List.of(new Passage(0, 1, 0, text.length(), text, ""));
    }

    private static float[] vector() {
        float[] vector = new float[384];
        vector[0] = 1;
        return vector;
    }
}
