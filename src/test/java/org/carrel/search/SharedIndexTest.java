package org.carrel.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.lucene.index.MultiReader;
import org.carrel.PostgresTestResource;
import org.carrel.ingest.Page;
import org.carrel.ingest.Passage;
import org.carrel.ingest.Passages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers over one folder, each with writers and readers of its own. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class SharedIndexTest {

    private static final int DOCUMENTS = 20;

    @Inject WriteTurns turns;
    @TempDir Path home;

    @Test
    void twoServersWriteInTurnsAndSeeEachOther() throws Exception {
        SearchConfig config =
                new SmallRyeConfigBuilder()
                        .withMapping(SearchConfig.class)
                        .withDefaultValue("carrel.search.shared", "true")
                        .build()
                        .getConfigMapping(SearchConfig.class);
        Encoders encoders = Encoders.shipped(new NoEmbeddings());
        PassageIndex first = new PassageIndex(home, config, turns, encoders);
        PassageIndex second = new PassageIndex(home, config, turns, encoders);
        Readers readers = new Readers(first, config);
        UUID collection = UUID.randomUUID();
        put(first, collection, UUID.randomUUID());
        assertEquals(1, count(readers, collection));
        List<Future<?>> writing = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (PassageIndex server : List.of(first, second)) {
                writing.add(
                        threads.submit(() -> {
                            for (int i = 0; i < DOCUMENTS; i++) {
                                put(server, collection, UUID.randomUUID());
                            }
                        }));
            }
        }
        for (Future<?> each : writing) {
            each.get();
        }
        assertEquals(1 + 2 * DOCUMENTS, count(readers, collection));
        UUID document = UUID.randomUUID();
        put(second, collection, document);
        assertEquals(1, first.version(collection, document).orElseThrow());
        first.remove(collection, document);
        assertEquals(1 + 2 * DOCUMENTS, count(readers, collection));
        readers.close();
    }

    private static void put(PassageIndex index, UUID collection, UUID document) {
        String text = "A passage.";
        List<Passage> passages =
                Passages.of(text, List.of(new Page(1, 0, text.length())), List.of(), List.of());
        float[] vector = new float[384];
        vector[0] = 1;
        index.replace(collection, document, 1, "a.txt", passages, List.of(vector));
    }

    private static int count(Readers readers, UUID collection) throws Exception {
        try (MultiReader reader =
                readers.over(List.of(collection), Versions.LATEST, Encoder.SHIPPED)) {
            return reader.numDocs();
        }
    }
}
