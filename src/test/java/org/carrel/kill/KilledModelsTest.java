package org.carrel.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.carrel.model.ToyModel;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged server, killed by SIGKILL at random moments while a model is imported, evaluated and
 * activated: what was ordered comes to its end, no part of a model stays, and after a restart the
 * model answers that was activated. Takes about two minutes a repetition:
 *
 * <pre>
 * ./mvnw -pl src -am -DskipTests package
 * ./mvnw -pl src -am -Dexcluded.groups=none -Dtest=KilledModelsTest \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dcarrel.kill.repetitions=5 [-Dcarrel.kill.seed=N] test
 * </pre>
 */
@Tag("slow")
class KilledModelsTest {

    private static final String SOURCE = "toy";
    private static final int LATEST_KILL_MILLIS = 4_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir Path home;

    private final Set<String> expected = new TreeSet<>(Set.of("incoming"));

    @Test
    void whatWasOrderedComesToItsEnd() throws Exception {
        long seed = Long.getLong("carrel.kill.seed", System.nanoTime());
        int repetitions = Integer.getInteger("carrel.kill.repetitions", 3);
        System.out.printf("KilledModelsTest: seed %d, %d repetitions%n", seed, repetitions);
        Random random = new Random(seed);
        ToyModel.writing("The agreement does not say.", home.resolve("models/incoming/" + SOURCE));
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                KilledServer server =
                        new KilledServer(
                                home,
                                postgres.getJdbcUrl("postgres", "postgres"),
                                Map.of("CARREL_LANGUAGE_MODEL_NAME", "not-there"),
                                List.of("operator"))) {
            server.start();
            for (int i = 0; i < repetitions; i++) {
                String name = "toy-" + i;
                expected.add(name);
                String order =
                        "{\"source\":\"%s\",\"name\":\"%s\",\"unsigned\":\"A trial.\"}"
                                .formatted(SOURCE, name);
                killedOver(server, "/models/imports", order, random);
                assertEquals("unsigned", model(server, name).path("trust").asText());
                killedOver(server, "/models/" + name + "/evaluations", "{}", random);
                assertTrue(model(server, name).path("evaluation").isObject(), name);
                activatedAndKilled(server, name, random);
            }
        }
    }

    /** Orders work, kills the server over it, and awaits its end on the next one. */
    private void killedOver(KilledServer server, String path, String order, Random random)
            throws Exception {
        KilledServer.Answer ordered = server.post(path, order);
        assertEquals(202, ordered.status(), ordered.body().toString());
        String id = ordered.body().required("id").asText();
        int moment = random.nextInt(LATEST_KILL_MILLIS);
        TimeUnit.MILLISECONDS.sleep(moment);
        JsonNode before = server.get("/models/work/" + id).body();
        List<ProcessHandle> orphans = server.killAlone();
        System.out.printf(
                "KilledModelsTest: %s killed after %d ms, %s %s, %d processes beside it%n",
                path, moment, before.path("state"), before.path("stage"), orphans.size());
        awaitEnd(orphans);
        server.start();
        JsonNode ended = awaitEnd(server, id);
        assertEquals("succeeded", ended.path("state").asText(), ended.toString());
        assertEquals(expected, inModels());
    }

    /** A program whose server is gone ends by itself. */
    private static void awaitEnd(List<ProcessHandle> orphans) throws Exception {
        CompletableFuture.allOf(
                        orphans.stream()
                                .map(ProcessHandle::onExit)
                                .toArray(CompletableFuture<?>[]::new))
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private JsonNode awaitEnd(KilledServer server, String id) throws Exception {
        Instant deadline = Instant.now().plus(PATIENCE);
        JsonNode work = server.get("/models/work/" + id).body();
        while (work.path("endedAt").isNull()) {
            assertTrue(Instant.now().isBefore(deadline), work::toString);
            TimeUnit.MILLISECONDS.sleep(500);
            work = server.get("/models/work/" + id).body();
        }
        return work;
    }

    /** What was confirmed holds, and what holds answers. */
    private static void activatedAndKilled(KilledServer server, String name, Random random)
            throws Exception {
        String before = server.get("/models").body().path("active").asText();
        int moment = random.nextInt(LATEST_KILL_MILLIS);
        CompletableFuture<Integer> call =
                CompletableFuture.supplyAsync(() -> activate(server, name));
        TimeUnit.MILLISECONDS.sleep(moment);
        server.killAlone();
        int status = call.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        server.start();
        JsonNode models = server.get("/models").body();
        System.out.printf(
                "KilledModelsTest: activation killed after %d ms, answered %d, active now %s%n",
                moment, status, models.path("active"));
        String active = models.path("active").asText();
        assertTrue((status == 200 ? Set.of(name) : Set.of(before, name)).contains(active), active);
        if (!active.equals(name)) {
            assertEquals(200, activate(server, name));
            models = server.get("/models").body();
        }
        assertEquals(name, models.path("active").asText());
        assertEquals(name, models.path("serving").asText());
    }

    /** The status of the answer; 0 where the server was killed before it gave one. */
    private static int activate(KilledServer server, String name) {
        try {
            return server.put(
                            "/models/active",
                            "{\"name\":\"%s\",\"override\":\"A trial.\"}".formatted(name))
                    .status();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static JsonNode model(KilledServer server, String name) throws Exception {
        for (JsonNode each : server.get("/models").body().path("items")) {
            if (each.path("name").asText().equals(name)) {
                return each;
            }
        }
        throw new AssertionError("no model " + name);
    }

    /** Folders, finished or not; the files that imports lock stay. */
    private Set<String> inModels() throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.list(home.resolve("models"))) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".lock"))
                    .forEach(names::add);
        }
        return names;
    }
}
