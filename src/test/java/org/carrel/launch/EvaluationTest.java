package org.carrel.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.carrel.launch.eval.Evaluation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A set of one's own, from its folder to the table, against a server that says what it is told. */
class EvaluationTest {
    private static final String LEASE =
            "1. Rent\nThe rent is 900 a month.\n2. End\nIt ends in May.";
    private static final String DOCUMENTS = "GET /api/v1/collections/c1/documents?limit=200";
    private static final String UPLOAD = "POST /api/v1/collections/c1/documents?job=j1";
    private static final String SEARCH = "POST /api/v1/search";
    private static final String ASK = "POST /api/v1/ask";

    @TempDir Path folder;
    private final FakeServer server = new FakeServer();
    private final Json json = new Json();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Steps steps =
            new Steps(new PrintStream(printed, true, StandardCharsets.UTF_8), false);

    @BeforeEach
    void serve() throws Exception {
        Path set = folder.resolve("mine");
        Files.createDirectories(set.resolve("documents/2024"));
        Files.writeString(set.resolve("documents/2024/lease.txt"), LEASE);
        Files.writeString(
                set.resolve("questions.jsonl"),
                """
                {"id": "rent", "question": "How much is the rent?", "file": "2024/lease.txt", \
                "quotes": ["The rent is 900 a month."], "answer": "900"}
                {"id": "pets", "question": "Are pets allowed?", "unanswerable": true}
                """);
        Files.writeString(folder.resolve("mine/aims.json"), "{\"recall@1\": 0.5}");
        String stored =
                "{\"items\":[{\"id\":\"d1\",\"state\":\"indexed\",\"sha256\":\"%s\"}]}"
                        .formatted(
                                HexFormat.of()
                                        .formatHex(
                                                MessageDigest.getInstance("SHA-256")
                                                        .digest(
                                                                LEASE.getBytes(
                                                                        StandardCharsets.UTF_8))));
        server.answer("GET /api/v1/collections", 200, "{\"items\":[]}")
                .answer(
                        "POST /api/v1/collections",
                        201,
                        "{\"id\":\"c1\",\"name\":\"Evaluation: mine\",\"kind\":\"matter\"}")
                .answer(DOCUMENTS, 200, "{\"items\":[]}")
                .answer(DOCUMENTS, 200, stored)
                .answer("POST /api/v1/collections/c1/jobs", 201, "{\"id\":\"j1\"}")
                .answer("POST /api/v1/jobs/j1/close", 200, "{\"id\":\"j1\"}")
                .answer(UPLOAD, 202, "{\"documentId\":\"d1\",\"jobId\":\"j1\"}")
                .answer(
                        "GET /api/v1/jobs/j1",
                        200,
                        "{\"state\":\"succeeded\",\"items\":[{\"documentId\":\"d1\",\"state\":"
                                + "\"indexed\",\"name\":\"lease.txt\"}]}")
                .answer(
                        "GET /api/v1/documents/d1/text",
                        200,
                        Json.MAPPER
                                .createObjectNode()
                                .put("text", LEASE)
                                .set(
                                        "pages",
                                        Json.MAPPER.readTree(
                                                "[{\"number\":1,\"start\":0,\"end\":55}]"))
                                .toString());
        // Fused, words, vectors.
        server.answer(SEARCH, 200, hits(8, 33))
                .answer(SEARCH, 200, hits(40, 55))
                .answer(SEARCH, 200, hits(8, 20));
        server.answer(
                        ASK,
                        200,
                        "{\"outcome\":\"grounded\",\"answer\":\"The rent is 900 a month.\","
                                + "\"sentences\":[{\"text\":\"The rent is 900 a month.\","
                                + "\"supported\":true,\"citations\":[0]}],\"citations\":[{"
                                + "\"documentId\":\"d1\",\"documentName\":\"lease.txt\",\"page\":1,"
                                + "\"start\":8,\"end\":32,\"quote\":\"The rent is 900 a month.\"}],"
                                + "\"route\":\"extract\",\"timings\":{\"evidenceMs\":12}}")
                .answer(ASK, 200, "{\"outcome\":\"insufficient\",\"route\":\"extract\"}");
    }

    @AfterEach
    void close() {
        json.close();
        server.close();
    }

    @Test
    void aSetOfOnesOwnIsSentAskedAndScored() throws IOException {
        Path out = folder.resolve("out.json");

        assertTrue(run(options(out, null)), output());

        assertEquals(1, server.asked(UPLOAD).size());
        assertTrue(server.asked(UPLOAD).getFirst().body().contains("2024/lease.txt"));
        assertTrue(
                server.asked(SEARCH).get(1).body().contains("\"ranking\":\"words\""),
                server.asked(SEARCH).toString());
        assertEquals(1.0, figure(out, "carrel", "recall@1"));
        assertEquals(1.0, figure(out, "carrel", "quote exact"));
        assertEquals(1.0, figure(out, "carrel", "page hit"));
        assertEquals(1.0, figure(out, "carrel", "answer contains"));
        assertEquals(1.0, figure(out, "carrel", "refusal recall"));
        assertEquals(0.0, figure(out, "carrel", "wrong refusals"));
        assertEquals(0.5, figure(out, "carrel", "answered"));
        assertEquals(0.0, figure(out, "words", "recall@1"));
        assertEquals(0.5, figure(out, "vectors", "recall@1"), 0.05);
        assertEquals(1.0, figure(out, "lucene", "recall@1"));
        assertTrue(output().contains(">= 0.5"), output());
        assertTrue(output().contains("evidenceMs p50"), output());
    }

    @Test
    void anotherRunSendsNothingAgainAndIsComparedWithTheFirst() {
        Path out = folder.resolve("out.json");
        run(options(out, null));
        server.answer(ASK, 200, "{\"outcome\":\"insufficient\"}");

        run(options(null, out));

        assertEquals(1, server.asked(UPLOAD).size());
        assertTrue(output().contains("against " + out), output());
        assertTrue(output().matches("(?s).*answered +carrel +0\\.5000 -> +0\\.0000.*"), output());
    }

    @Test
    void aQuestionThatFailsIsToldAndTheOthersGoOn() throws IOException {
        try (FakeServer broken = new FakeServer()) {
            Files.delete(folder.resolve("mine/documents/2024/lease.txt"));
            Files.writeString(
                    folder.resolve("mine/questions.jsonl"),
                    "{\"question\": \"One?\"}\n{\"question\": \"Two?\"}\n");
            broken.answer(
                            "GET /api/v1/collections",
                            200,
                            "{\"items\":[{\"id\":\"c1\",\"name\":\"Evaluation: mine\","
                                    + "\"kind\":\"matter\"}]}")
                    .answer(DOCUMENTS, 200, "{\"items\":[]}")
                    .answer(ASK, 500, "{\"title\":\"Broken\"}")
                    .answer(ASK, 200, "{\"outcome\":\"insufficient\"}");

            assertFalse(evaluation(broken, options(null, null)).run(List.of(folder)));

            assertEquals(2, broken.asked(ASK).size());
            assertTrue(output().contains("1 items failed in part"), output());
        }
    }

    @Test
    void aFolderThatIsNoSetIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        evaluation(server, options(null, null))
                                .run(List.of(folder.resolve("mine/documents"))));
    }

    private boolean run(Evaluation.Options options) {
        return evaluation(server, options).run(List.of(folder.resolve("mine")));
    }

    private Evaluation evaluation(FakeServer fake, Evaluation.Options options) {
        Api api = new Api(json, fake.url(), () -> "a-token");
        return new Evaluation(
                new EvalServer(api, steps, Duration.ZERO), new EvalProgress(steps), options);
    }

    private static Evaluation.Options options(@Nullable Path out, @Nullable Path compare) {
        return new Evaluation.Options("all", 0, null, null, false, false, out, compare);
    }

    private static String hits(int start, int end) {
        return "{\"hits\":[{\"documentId\":\"d1\",\"start\":" + start + ",\"end\":" + end + "}]}";
    }

    private static double figure(Path out, String system, String metric) throws IOException {
        for (JsonNode figure : Json.MAPPER.readTree(out.toFile()).at("/sets/0/figures")) {
            if (figure.path("system").asText().equals(system)
                    && figure.path("metric").asText().equals(metric)) {
                return figure.path("value").asDouble();
            }
        }
        return Double.NaN;
    }

    private String output() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
