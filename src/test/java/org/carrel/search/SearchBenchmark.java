package org.carrel.search;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import javax.sql.DataSource;
import org.carrel.PostgresTestResource;
import org.carrel.access.ReadableCollections;
import org.carrel.access.Scopes;
import org.carrel.ingest.Page;
import org.carrel.ingest.Passage;
import org.carrel.ingest.Passages;
import org.carrel.models.EmbeddingModel;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How much longer Carrel takes than a bare Lucene program ({@link BareLucene}) over the same
 * indexes, in one process, turn and turn about: {@link Search} with a vector at hand, and the whole
 * call over HTTP, beside the bare program that embeds the question first. With 1, 5 and 40% of the
 * collections permitted, at rest and while documents come in. Signing in is the test's, not
 * Keycloak's. The passages' vectors are made (random directions cost as much as real ones).
 *
 * <pre>
 * ./mvnw -pl src -am -Dexcluded.groups=none -Dtest=SearchBenchmark \
 *     -Dsurefire.failIfNoSpecifiedTests=false [-Dcarrel.bench.corpus=FILE.jsonl.gz] test
 * </pre>
 *
 * <p>The corpus has a JSON object a line with {@code text}; without one, text is made. Other
 * properties: {@code carrel.bench.collections} (200), {@code .passages} (30000), {@code .queries}
 * (300).
 */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@TestSecurity(user = "bench", roles = "legal")
@Tag("slow")
class SearchBenchmark {

    private static final int WARM_UP = 50;
    private static final int LIMIT = 10;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final int collections = Integer.getInteger("carrel.bench.collections", 200);
    private final int passages = Integer.getInteger("carrel.bench.passages", 30_000);
    private final int queries = Integer.getInteger("carrel.bench.queries", 300);
    private final MadeText made = new MadeText(3);
    private final Random random = new Random(5);
    private final List<UUID> ids = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private final ObjectMapper json = new ObjectMapper();

    @Inject PassageIndex index;
    @Inject Search search;
    @Inject EmbeddingModel model;
    @Inject DataSource database;

    @Test
    void besideBareLucene() throws Exception {
        readOrMakeTexts();
        write();
        for (int percent : new int[] {1, 5, 40}) {
            List<UUID> permitted = ids.subList(0, Math.max(1, collections * percent / 100));
            permit(permitted);
            compare(percent, permitted, false);
            compare(percent, permitted, true);
        }
    }

    private void readOrMakeTexts() throws IOException {
        String corpus = System.getProperty("carrel.bench.corpus");
        if (corpus == null) {
            made.passages(passages).forEach(passage -> texts.add(passage.text()));
            return;
        }
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(Files.newInputStream(Path.of(corpus))),
                                StandardCharsets.UTF_8))) {
            String line;
            while (texts.size() < passages && (line = lines.readLine()) != null) {
                String text = json.readTree(line).get("text").asText();
                Passages.of(text, List.of(new Page(1, 0, text.length())), List.of(), List.of())
                        .forEach(passage -> texts.add(passage.text()));
            }
        }
    }

    private void write() {
        int each = texts.size() / collections;
        for (int i = 0; i < collections; i++) {
            UUID collection = new UUID(0x4000L, 0x8000000000000000L + i);
            ids.add(collection);
            List<String> mine = texts.subList(i * each, (i + 1) * each);
            for (int from = 0; from < mine.size(); from += 30) {
                put(collection, mine.subList(from, Math.min(mine.size(), from + 30)));
            }
        }
        System.out.printf(
                "SearchBenchmark: %d passages, %d collections%n", texts.size(), collections);
    }

    private void put(UUID collection, List<String> some) {
        List<Passage> form = new ArrayList<>();
        for (String text : some) {
            form.add(new Passage(form.size(), 1, 0, text.length(), text, ""));
        }
        index.replace(
                collection, UUID.randomUUID(), 1, "document", form, made.vectors(form.size()));
    }

    private void permit(List<UUID> permitted) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement collection =
                        connection.prepareStatement(
                                "insert into collection values (?, 'bench', 'matter', 'bench',"
                                        + " now()) on conflict do nothing");
                PreparedStatement membership =
                        connection.prepareStatement(
                                "insert into membership (id, reason, collection_id, principal_kind, principal, granted_by, granted_at) values (gen_random_uuid(), 'A benchmark', ?, 'subject', 'bench', 'bench',"
                                        + " now()) on conflict do nothing")) {
            for (UUID id : permitted) {
                collection.setObject(1, id);
                collection.executeUpdate();
                membership.setObject(1, id);
                membership.executeUpdate();
            }
        }
    }

    private interface Work {
        void run(String question, float[] vector) throws Exception;
    }

    private void compare(int percent, List<UUID> permitted, boolean ingesting) throws Exception {
        ReadableCollections scope = Scopes.of(permitted);
        try (HttpClient http = HttpClient.newHttpClient();
                BareLucene bare = new BareLucene(index, permitted);
                Ingest ingest = new Ingest(permitted, bare, ingesting)) {
            List<Work> turns =
                    List.of(
                            (question, vector) -> bare.find(question, vector),
                            (question, vector) ->
                                    search.find(scope, Query.of(question, vector, LIMIT)),
                            (question, vector) -> bare.find(question, model.embedQuery(question)),
                            (question, vector) -> ask(http, question));
            double[][] millis = new double[turns.size()][queries];
            double[][] processor = new double[turns.size()][queries];
            for (int i = -WARM_UP; i < queries; i++) {
                String question = question();
                float[] vector = made.vector();
                for (int turn = 0; turn < turns.size(); turn++) {
                    // Each in its turn is first, so that none always meets a warm cache.
                    int which = (turn + i + WARM_UP) % turns.size();
                    long used = THREADS.getCurrentThreadCpuTime();
                    long start = System.nanoTime();
                    turns.get(which).run(question, vector);
                    if (i >= 0) {
                        millis[which][i] = (System.nanoTime() - start) / 1e6;
                        processor[which][i] = (THREADS.getCurrentThreadCpuTime() - used) / 1e6;
                    }
                }
            }
            String when =
                    ingesting ? "during ingest (" + ingest.written + " documents)" : "at rest";
            report("engine, " + percent + "%, " + when, millis[0], millis[1]);
            report("engine, processor time, " + percent + "%, " + when, processor[0], processor[1]);
            report("over HTTP, " + percent + "%, " + when, millis[2], millis[3]);
        }
    }

    private static void report(String what, double[] bare, double[] carrel) {
        Arrays.sort(bare);
        Arrays.sort(carrel);
        System.out.printf("SearchBenchmark: %s:", what);
        for (int percentile : new int[] {50, 95, 99}) {
            double b = bare[bare.length * percentile / 100];
            double c = carrel[carrel.length * percentile / 100];
            System.out.printf(" p%d %.2f / %.2f ms = %.2f;", percentile, c, b, c / b);
        }
        System.out.println();
    }

    /** Eight words in a row out of some passage. */
    private String question() {
        String[] words = texts.get(random.nextInt(texts.size())).split("\\s+");
        int from = random.nextInt(Math.max(1, words.length - 8));
        return String.join(
                " ", Arrays.asList(words).subList(from, Math.min(words.length, from + 8)));
    }

    private void ask(HttpClient http, String question) throws Exception {
        String body = json.writeValueAsString(Map.of("query", question, "limit", LIMIT));
        int status =
                http.send(
                                HttpRequest.newBuilder(
                                                URI.create(
                                                        RestAssured.baseURI
                                                                + ":"
                                                                + RestAssured.port
                                                                + "/api/v1/search"))
                                        .header("Content-Type", "application/json")
                                        .POST(HttpRequest.BodyPublishers.ofString(body))
                                        .build(),
                                BodyHandlers.ofString())
                        .statusCode();
        if (status != 200) {
            throw new IllegalStateException("search answered " + status);
        }
    }

    /** Puts documents of three passages into the permitted collections, one after another. */
    private final class Ingest implements AutoCloseable {

        private final Thread thread;
        private volatile boolean over;
        private volatile int written;

        Ingest(List<UUID> into, BareLucene bare, boolean on) {
            thread =
                    Thread.ofPlatform()
                            .start(() -> {
                                while (on && !over) {
                                    UUID collection = into.get(written % into.size());
                                    put(collection, texts.subList(0, 3));
                                    bare.changed(collection);
                                    written++;
                                }
                            });
        }

        @Override
        public void close() throws InterruptedException {
            over = true;
            thread.join();
        }
    }
}
