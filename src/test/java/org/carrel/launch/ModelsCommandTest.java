package org.carrel.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsCommandTest {
    private static final String WORK = "/api/v1/models/work/7";

    @TempDir private Path folder = Path.of("");

    private final FakeServer server = new FakeServer();
    private final Json json = new Json();
    private final Api api = new Api(json, server.url(), () -> "token");
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Steps steps = new Steps(new PrintStream(printed), false);

    @AfterEach
    void stop() {
        json.close();
        server.close();
    }

    @Test
    void modelsAndWhatLiesReadyAreListed() throws IOException {
        String models =
                """
                {"items":[
                  {"name":"small","active":true,"trust":"shipped","licence":"Apache-2.0",
                   "bytes":641000000,"evaluation":{"passed":true,"verdict":"as good"}},
                  {"name":"other","active":false,"trust":"unsigned","licence":null,
                   "bytes":1200000,"evaluation":null}],
                 "incoming":[{"path":"new.gguf","bytes":5000000,"manifest":true}]}
                """;
        assertEquals(
                List.of(
                        "* small shipped, Apache-2.0, 641 MB, passed: as good",
                        "- other unsigned, licence unknown, 1 MB, not evaluated",
                        "incoming/new.gguf 5 MB with a manifest"),
                ModelLines.list(Json.MAPPER.readTree(models)));
        assertEquals(List.of("no models"), ModelLines.list(Json.MAPPER.readTree("{}")));
    }

    @Test
    void workIsFollowedToItsEnd() {
        server.answer("GET " + WORK, 200, "{\"state\":\"queued\",\"stage\":null}")
                .answer(
                        "GET " + WORK,
                        200,
                        "{\"state\":\"running\",\"stage\":\"ask\",\"done\":3,\"total\":48}")
                .answer(
                        "GET " + WORK,
                        200,
                        "{\"state\":\"succeeded\",\"model\":\"small\",\"evaluation\":null}");
        assertEquals("small is imported", ended(0));
        assertEquals(3, server.asked("GET " + WORK).size());
        assertTrue(server.asked("DELETE " + WORK).isEmpty());
    }

    @Test
    void aServerThatIsAwayForAWhileHasNotEndedTheWork() {
        server.answer("GET " + WORK, 200, "{\"state\":\"running\"}")
                .answer("GET " + WORK, 503, "{\"title\":\"Not available\"}")
                .answer("GET " + WORK, 503, "{\"title\":\"Not available\"}")
                .answer("GET " + WORK, 200, "{\"state\":\"succeeded\",\"model\":\"small\"}");
        assertEquals("small is imported", ended(0));
        assertEquals(4, server.asked("GET " + WORK).size());
    }

    @Test
    void aServerThatStaysAwayIsGivenUpAndTheWorkIsNotCancelled() {
        server.answer("GET " + WORK, 503, "{\"title\":\"Not available\"}");
        assertGivenUp(looking(Duration.ZERO));
        server.close();
        assertGivenUp(looking(Duration.ZERO));
        assertTrue(server.asked("DELETE " + WORK).isEmpty());
    }

    private void assertGivenUp(Looking looking) {
        try (ModelWork work = new ModelWork(api, "7", looking);
                Steps.Step step = steps.begin("work")) {
            LaunchFailure failure = assertThrows(LaunchFailure.class, () -> work.end(step));
            assertTrue(failure.getMessage().contains("goes on there"), failure.getMessage());
        }
    }

    @Test
    void whatTheServerRefusesEndsTheLookingAtOnce() {
        server.answer("GET " + WORK, 404, "{\"title\":\"Not found\"}");
        assertThrows(
                LaunchFailure.class, () -> looking(Duration.ofMinutes(1)).at("/models/work/7"));
        assertEquals(1, server.asked("GET " + WORK).size());
    }

    private Looking looking(Duration patience) {
        return new Looking(api, Duration.ofMillis(1), patience);
    }

    @Test
    void onlyAPassedEvaluationIsGood() {
        String evaluated =
                "{\"state\":\"succeeded\",\"evaluation\":{\"passed\":%s,\"verdict\":\"v\"}}";
        server.answer("GET " + WORK, 200, evaluated.formatted("false"))
                .answer("GET " + WORK, 200, evaluated.formatted("true"))
                .answer("GET " + WORK, 200, "{\"state\":\"failed\",\"failure\":\"no\\nmemory\"}")
                .answer("GET " + WORK, 200, "{\"state\":\"cancelled\"}");
        assertEquals("not passed: v", ended(1));
        assertEquals("passed: v", ended(0));
        assertEquals("failed: no memory", ended(1));
        assertEquals("cancelled", ended(1));
    }

    @Test
    void whoeverStopsTheCommandStopsTheWork() {
        server.answer("DELETE " + WORK, 204, "").answer("DELETE " + WORK, 409, "{}");
        try (ModelWork work = new ModelWork(api, "7", looking(Duration.ofMinutes(1)))) {
            work.cancel();
            work.cancel(); // It has ended by then: nothing to say about it.
        }
        assertEquals(2, server.asked("DELETE " + WORK).size());
    }

    @Test
    void aFileIsBroughtWithWhatLiesBesideItAndTakenAwayAgain() throws IOException {
        Path file = Files.writeString(folder.resolve("some.gguf"), "weights");
        Files.writeString(folder.resolve("some.gguf.manifest.json"), "{}");
        Path incoming = folder.resolve("models").resolve("incoming");
        try (IncomingModel model = new IncomingModel(incoming);
                Steps.Step step = steps.begin("copy")) {
            assertEquals("some.gguf", model.bring(file, step));
            assertEquals("weights", Files.readString(incoming.resolve("some.gguf")));
            assertTrue(Files.exists(incoming.resolve("some.gguf.manifest.json")));
            assertEquals("some.gguf", model.bring(incoming.resolve("some.gguf"), step));
        }
        assertEquals(List.of(), inside(incoming));
        assertTrue(Files.exists(file));
    }

    @Test
    void aFolderIsBroughtAndWhatWasThereStays() throws IOException {
        Path source = Files.createDirectories(folder.resolve("mine").resolve("onnx"));
        Files.writeString(source.resolve("model.onnx"), "graph");
        Files.writeString(folder.resolve("mine").resolve("tokenizer.json"), "{}");
        Path incoming = Files.createDirectories(folder.resolve("incoming"));
        Files.writeString(incoming.resolve("theirs.gguf"), "theirs");
        try (IncomingModel model = new IncomingModel(incoming);
                Steps.Step step = steps.begin("copy")) {
            assertEquals("mine", model.bring(folder.resolve("mine"), step));
            assertTrue(Files.exists(incoming.resolve("mine").resolve("onnx/model.onnx")));
            Path other = Files.createDirectories(folder.resolve("other"));
            Path clash = Files.writeString(other.resolve("theirs.gguf"), "mine");
            LaunchFailure failure =
                    assertThrows(LaunchFailure.class, () -> model.bring(clash, step));
            assertTrue(failure.getMessage().startsWith("another theirs.gguf lies in"));
        }
        assertEquals(List.of(incoming.resolve("theirs.gguf")), inside(incoming));
        assertFalse(inside(folder.resolve("mine")).isEmpty());
    }

    @Test
    void keysAndTheActiveModelAreTold() throws IOException {
        assertEquals(
                "ab12 Publisher accepted 2026-01-02T03:04:05Z",
                ModelLines.key(
                        Json.MAPPER.readTree(
                                """
                                {"id":"ab12","name":"Publisher",
                                 "acceptedAt":"2026-01-02T03:04:05Z","withdrawnAt":null}
                                """)));
        assertEquals(
                "b answers, before it a",
                ModelLines.active(Json.MAPPER.readTree("{\"active\":\"b\",\"previous\":\"a\"}")));
        assertEquals(
                "b answers",
                ModelLines.active(Json.MAPPER.readTree("{\"active\":\"b\",\"previous\":null}")));
    }

    private String ended(int status) {
        try (ModelWork work = new ModelWork(api, "7", looking(Duration.ofMinutes(1)));
                Steps.Step step = steps.begin("work")) {
            var ended = work.end(step);
            assertEquals(status == 0, ModelLines.isGood(ended));
            return ModelLines.outcome(ended);
        }
    }

    private static List<Path> inside(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
