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
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged server, killed by SIGKILL at random moments while documents come in through the API
 * and the watched folder: what was acknowledged is finished, once. Takes about 20 s a kill, so it
 * is not part of the usual build:
 *
 * <pre>
 * ./mvnw -pl src -am -DskipTests package
 * ./mvnw -pl src -am -Dexcluded.groups=none -Dtest=KillTest -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dcarrel.kill.repetitions=50 [-Dcarrel.kill.seed=N] test
 * </pre>
 */
@Tag("slow")
class KillTest {

    private static final int FILES_A_TIME = 6;
    private static final int LATEST_KILL_MILLIS = 5_000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir Path home;

    /** The documents that were acknowledged, by the names of their files. */
    private final Map<String, String> acknowledged = Collections.synchronizedMap(new HashMap<>());

    private int unacknowledged;

    @Test
    void whatWasAcknowledgedIsFinishedOnce() throws Exception {
        long seed = Long.getLong("carrel.kill.seed", System.nanoTime());
        int repetitions = Integer.getInteger("carrel.kill.repetitions", 3);
        System.out.printf("KillTest: seed %d, %d repetitions%n", seed, repetitions);
        Random random = new Random(seed);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                KilledServer server =
                        new KilledServer(home, postgres.getJdbcUrl("postgres", "postgres"))) {
            server.start();
            String collection = collection(server);
            for (int i = 0; i < repetitions; i++) {
                int moment = random.nextInt(LATEST_KILL_MILLIS);
                sendAndKill(server, collection, i, moment, random);
                server.start();
                awaitAll(server, collection);
                check(server, collection, i);
            }
            System.out.printf(
                    "KillTest: %d kills, %d uploads acknowledged, %d not%n",
                    repetitions, acknowledged.size(), unacknowledged);
        }
    }

    private static String collection(KilledServer server) throws Exception {
        KilledServer.Answer made =
                server.post("/collections", "{\"name\":\"Killed\",\"kind\":\"matter\"}");
        assertEquals(201, made.status(), made.body().toString());
        return made.body().required("id").asText();
    }

    private void sendAndKill(
            KilledServer server, String collection, int repetition, int moment, Random random)
            throws Exception {
        List<String> names = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            for (int i = 0; i < FILES_A_TIME; i++) {
                String name = "%d-%d.%s".formatted(repetition, i, i == 0 ? "pdf" : "txt");
                String text = text(name, i == 0, random);
                names.add(name);
                threads.execute(() -> upload(server, collection, name, text));
            }
            inbox("inbox-" + repetition + ".txt", text("inbox-" + repetition, false, random));
            TimeUnit.MILLISECONDS.sleep(moment);
            server.kill();
        }
        long told = names.stream().filter(acknowledged::containsKey).count();
        unacknowledged += FILES_A_TIME - (int) told;
        System.out.printf(
                "KillTest: kill %d after %d ms, %d of %d acknowledged%n",
                repetition, moment, told, FILES_A_TIME);
    }

    private void upload(KilledServer server, String collection, String name, String text) {
        try {
            KilledServer.Answer answer = server.upload(collection, name, text);
            if (answer.ok()) {
                acknowledged.put(name, answer.body().required("documentId").asText());
            }
        } catch (IOException e) {
            // Killed before it answered: nothing was promised.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String text(String name, boolean broken, Random random) {
        if (broken) {
            return "%PDF-1.7\n" + name + " is no PDF\n%%EOF";
        }
        StringBuilder text = new StringBuilder();
        int sentences = 20 + random.nextInt(200);
        for (int i = 0; i < sentences; i++) {
            text.append("In ")
                    .append(name)
                    .append(", clause ")
                    .append(random.nextInt(1000))
                    .append(" obliges the supplier to deliver within ")
                    .append(random.nextInt(90))
                    .append(" days. ");
        }
        return text.toString();
    }

    private void inbox(String name, String text) throws IOException {
        Path folder = Files.createDirectories(home.resolve("inbox/Killed"));
        Files.writeString(folder.resolve(name), text);
    }

    /** Until nothing is on its way and the watched folder is empty. */
    private void awaitAll(KilledServer server, String collection) throws Exception {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!inboxIsEmpty() || !ended(documents(server, collection))) {
            assertTrue(
                    Instant.now().isBefore(deadline),
                    "documents are still on their way; see " + home.resolve("server.log"));
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private static boolean ended(List<JsonNode> documents) {
        return documents.stream()
                .noneMatch(each -> each.path("state").asText().equals("processing"));
    }

    private boolean inboxIsEmpty() throws IOException {
        Path folder = home.resolve("inbox/Killed");
        try (Stream<Path> files = Files.list(folder)) {
            return files.allMatch(file -> file.getFileName().toString().startsWith("."));
        }
    }

    private static List<JsonNode> documents(KilledServer server, String collection)
            throws Exception {
        List<JsonNode> documents = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page =
                    server.get("/collections/" + collection + "/documents?limit=200" + cursor)
                            .body();
            page.path("items").forEach(documents::add);
            cursor = page.path("next").isTextual() ? "&cursor=" + page.path("next").asText() : "";
        } while (!cursor.isEmpty());
        return documents;
    }

    private void check(KilledServer server, String collection, int repetition) throws Exception {
        List<JsonNode> documents = documents(server, collection);
        Map<String, JsonNode> byId = new HashMap<>();
        Set<String> names = new HashSet<>();
        for (JsonNode each : documents) {
            byId.put(each.path("id").asText(), each);
            assertTrue(names.add(each.path("name").asText()), "twice: " + each);
            assertEquals(1, each.path("version").asInt(), "taken twice: " + each);
            boolean broken = each.path("name").asText().endsWith(".pdf");
            assertEquals(broken ? "quarantined" : "indexed", each.path("state").asText());
        }
        acknowledged.forEach((name, id) -> {
            assertTrue(byId.containsKey(id), "acknowledged, and gone: " + name);
            assertEquals(name, byId.get(id).path("name").asText());
        });
        for (int i = 0; i <= repetition; i++) {
            assertTrue(names.contains("inbox-" + i + ".txt"), "lost from the watched folder: " + i);
        }
        assertEquals(passages(documents), indexed(collection));
        assertEquals(List.of(), plainFiles());
    }

    private static int passages(List<JsonNode> documents) {
        return documents.stream().mapToInt(each -> each.path("passages").asInt()).sum();
    }

    /** Passages in Lucene that are not deleted. */
    private int indexed(String collection) throws IOException {
        try (FSDirectory folder = FSDirectory.open(home.resolve("indexes").resolve(collection));
                DirectoryReader reader = DirectoryReader.open(folder)) {
            return reader.numDocs();
        }
    }

    private List<String> plainFiles() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path folder : List.of(home.resolve("work"), home.resolve("work/uploads"))) {
            if (Files.exists(folder)) {
                try (Stream<Path> files = Files.list(folder)) {
                    files.filter(Files::isRegularFile).forEach(file -> found.add(file.toString()));
                }
            }
        }
        return found;
    }
}
