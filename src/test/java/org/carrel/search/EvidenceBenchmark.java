package org.carrel.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import javax.sql.DataSource;
import org.carrel.PostgresTestResource;
import org.carrel.ingest.Page;
import org.carrel.ingest.Passage;
import org.carrel.ingest.Passages;
import org.carrel.models.EmbeddingModel;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How long evidence takes in a collection of many passages: questions over HTTP by the extractive
 * route, beside what embedding the same sentences alone would take, which is the floor of the way
 * it is done. Signing in is the test's, not Keycloak's. The passages' vectors are made, so that
 * half of what is weighed is not about the question; real sentences are embedded all the same.
 *
 * <pre>
 * ./mvnw -pl src -am -Dexcluded.groups=none -Dtest=EvidenceBenchmark \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dcarrel.bench.corpus=FILE.jsonl.gz test
 * </pre>
 *
 * <p>The corpus has a JSON object a line: {@code title}, asked as a question, and {@code text}.
 * Other properties: {@code carrel.bench.passages} (30000), {@code .queries} (300).
 */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@TestSecurity(user = "bench", roles = "legal")
@Tag("slow")
class EvidenceBenchmark {

    private static final int WARM_UP = 30;

    /** As many as the answer's way embeds for a question. */
    private static final int SENTENCES = 8;

    private static final int TOGETHER = 60;

    private static final UUID COLLECTION = new UUID(0x4000L, 0x8000000000000000L);

    private final int passages = Integer.getInteger("carrel.bench.passages", 30_000);
    private final int queries = Integer.getInteger("carrel.bench.queries", 300);
    private final MadeText made = new MadeText(3);
    private final Random random = new Random(5);
    private final List<String> questions = new ArrayList<>();
    private final List<String> sentences = new ArrayList<>();

    @Inject PassageIndex index;
    @Inject EmbeddingModel model;
    @Inject DataSource database;

    @Test
    void besideEmbeddingAlone() throws Exception {
        String corpus = System.getProperty("carrel.bench.corpus");
        Assumptions.assumeTrue(corpus != null, "carrel.bench.corpus is not set");
        permit();
        System.out.printf("EvidenceBenchmark: %d passages%n", read(Path.of(corpus)));
        double[] evidence = new double[queries];
        double[] wall = new double[queries];
        double[] floor = new double[queries];
        for (int i = -WARM_UP; i < queries; i++) {
            String question = questions.get(random.nextInt(questions.size()));
            long start = System.nanoTime();
            int told = ask(question);
            double asked = (System.nanoTime() - start) / 1e6;
            start = System.nanoTime();
            embed(question);
            if (i >= 0) {
                evidence[i] = told;
                wall[i] = asked;
                floor[i] = (System.nanoTime() - start) / 1e6;
            }
        }
        report("evidence, as told", evidence);
        report("answer over HTTP", wall);
        report("embedding the question and " + SENTENCES + " sentences", floor);
    }

    private void permit() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "insert into collection values ('%s', 'bench', 'matter', 'bench', now())"
                            .formatted(COLLECTION));
            statement.execute(
                    "insert into membership (id, reason, collection_id, principal_kind, principal, granted_by, granted_at) values (gen_random_uuid(), 'A benchmark', '%s', 'subject', 'bench', 'bench', now())"
                            .formatted(COLLECTION));
        }
    }

    private int read(Path corpus) throws IOException {
        ObjectMapper json = new ObjectMapper();
        int read = 0;
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(Files.newInputStream(corpus)),
                                StandardCharsets.UTF_8))) {
            String line;
            List<Passage> form = new ArrayList<>();
            while (read + form.size() < passages && (line = lines.readLine()) != null) {
                JsonNode row = json.readTree(line);
                String text = row.get("text").asText();
                questions.add(row.get("title").asText());
                form.addAll(
                        Passages.of(
                                text,
                                List.of(new Page(1, 0, text.length())),
                                List.of(),
                                List.of()));
                // Each put is a commit: some rows together are one document.
                if (form.size() >= TOGETHER) {
                    read += put(form);
                    form.clear();
                }
            }
            return read + put(form);
        }
    }

    private int put(List<Passage> form) {
        form.forEach(each -> sentences.add(each.text().split("(?<=[.!?])\\s", 2)[0]));
        index.replace(
                COLLECTION, UUID.randomUUID(), 1, "document", form, made.vectors(form.size()));
        return form.size();
    }

    private static int ask(String question) {
        return RestAssured.given()
                .contentType(ContentType.JSON)
                .body(Map.of("question", question, "route", "extract"))
                .post("/api/v1/ask")
                .then()
                .statusCode(200)
                .extract()
                .path("timings.evidenceMs");
    }

    private void embed(String question) {
        model.embedQuery(question);
        model.embedPassages(
                random.ints(SENTENCES, 0, sentences.size()).mapToObj(sentences::get).toList());
    }

    private static void report(String what, double[] millis) {
        Arrays.sort(millis);
        System.out.printf(
                "EvidenceBenchmark: %s: p50 %.1f, p95 %.1f, p99 %.1f ms%n",
                what,
                millis[millis.length / 2],
                millis[millis.length * 95 / 100],
                millis[millis.length * 99 / 100]);
    }
}
