package org.carrel;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.security.TestSecurity;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.carrel.audit.Audited;
import org.carrel.audit.CurrentRequest;
import org.carrel.compliance.CanonicalForm;
import org.carrel.models.EmbeddingModel;
import org.carrel.search.PassageIndex;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The server's access log and the audit log hold the same requests: of 10,000 mixed ones, with
 * aborted streams, denials, things of others and nonsense among them, each has an entry, and each
 * entry of a read has its line. Minutes long, so not part of the usual build:
 *
 * <pre>
 * ./mvnw -pl src -am -Dskip.ui -Dexcluded.groups=none -Dtest=ReconciliationTest \
 *     -Dsurefire.failIfNoSpecifiedTests=false [-Dcarrel.reconcile.requests=N] test
 * </pre>
 */
@Tag("slow")
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@TestProfile(ReconciliationTest.Logged.class)
@TestSecurity(user = "ada", roles = "legal")
class ReconciliationTest {

    private static final Path LOG = Path.of("target", "reconciliation");
    private static final String TEXT =
            "The lease ends on 3 May 2031. The deposit is 4,200 dollars.";
    private static final int CLIENTS = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** With the access log, by trace ids. */
    public static class Logged implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                Files.createDirectories(LOG);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Map.of(
                    "quarkus.http.access-log.enabled",
                    "true",
                    "quarkus.http.access-log.log-to-file",
                    "true",
                    "quarkus.http.access-log.log-directory",
                    LOG.toAbsolutePath().toString(),
                    "quarkus.http.access-log.base-file-name",
                    "access" + ProcessHandle.current().pid(),
                    // As many as they are.
                    "carrel.signin.caller-burst",
                    "1000000",
                    "carrel.signin.address-burst",
                    "1000000",
                    "quarkus.http.access-log.pattern",
                    "%{o,X-Trace-Id} %s %m %U");
        }
    }

    @Inject AgroalDataSource database;
    @Inject PassageIndex index;
    @Inject EmbeddingModel model;

    @TestHTTPResource("/api/v1")
    URI api;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private UUID mine;
    private UUID theirs;
    private String document;
    private String theirDocument;

    @Test
    void bothLogsHoldTheSameRequests() throws Exception {
        long before = newest();
        prepare();
        int requests = Integer.getInteger("carrel.reconcile.requests", 10_000);
        Set<String> sent = send(requests);
        assertEquals(requests, sent.size());
        Set<String> logged = logged(sent);
        Set<String> recorded = new TreeSet<>();
        Map<String, Integer> without = new TreeMap<>();
        entries(before, recorded, without);

        assertEquals(Set.of(), minus(logged, recorded), "answered and not recorded");
        assertEquals(Set.of(), minus(recorded, logged), "recorded and not answered");
        // The end of an answer, told by its number, and what the server does of itself.
        without.keySet().removeAll(Set.of("answer.complete", "document.indexed"));
        assertEquals(Map.of(), without, "entries of no request");
        System.out.printf("%d requests, statuses %s, difference 0%n", requests, statuses);
    }

    private void prepare() {
        SignedIn.as("eve", "legal");
        theirs = IndexedSample.matter("Theirs");
        theirDocument = upload(theirs);
        SignedIn.as("ada", "legal");
        mine = IndexedSample.matter("Mine");
        document = upload(mine);
        IndexedSample.put(index, model, mine, "lease.txt", TEXT);
    }

    private static String upload(UUID collection) {
        return given().multiPart(
                        "file", "note.txt", TEXT.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/api/v1/collections/" + collection + "/documents")
                .then()
                .statusCode(202)
                .extract()
                .path("documentId");
    }

    private Set<String> send(int requests) throws Exception {
        List<Callable<String>> calls =
                IntStream.range(0, requests)
                        .<Callable<String>>mapToObj(i -> () -> call(i % 20))
                        .toList();
        Set<String> traces = new HashSet<>();
        try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
            for (Future<String> each : threads.invokeAll(calls)) {
                traces.add(each.get());
            }
        }
        return traces;
    }

    private String call(int kind) throws IOException, InterruptedException {
        return switch (kind) {
            case 0, 1, 2, 3 -> post("/search", "{\"query\": \"deposit\"}");
            case 4, 5 -> post("/ask", question());
            case 6 -> aborted();
            case 7, 8 -> get("/documents/" + document);
            case 9 -> get("/documents/" + document + "/record");
            case 10, 11 -> get("/documents/" + document + "/content");
            case 12, 13 ->
                    sent(
                            to("/documents/" + document + "/content")
                                    .header("Range", "bytes=3-9")
                                    .GET());
            case 14 -> get("/audit/events");
            case 15 -> get("/documents/" + theirDocument);
            case 16 ->
                    post(
                            "/search",
                            "{\"query\": \"deposit\", \"collections\": [\"" + theirs + "\"]}");
            case 17 -> post("/search", "{\"query\": ");
            case 18 -> get("/documents/not-an-id");
            default -> get("/collections");
        };
    }

    private String question() {
        return "{\"question\": \"How much is the deposit?\", \"route\": \"extract\", \"collections\": [\""
                + mine
                + "\"]}";
    }

    private String get(String path) throws IOException, InterruptedException {
        return sent(to(path).GET());
    }

    private String post(String path, String body) throws IOException, InterruptedException {
        return sent(
                to(path).header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)));
    }

    private String sent(HttpRequest.Builder request) throws IOException, InterruptedException {
        var response = client.send(request.build(), BodyHandlers.discarding());
        count(response.statusCode());
        return response.headers().firstValue("X-Trace-Id").orElseThrow();
    }

    // Leaves after the first byte of the stream.
    private String aborted() throws IOException, InterruptedException {
        HttpRequest request =
                to("/ask")
                        .header("Content-Type", "application/json")
                        .header("Accept", "text/event-stream")
                        .POST(BodyPublishers.ofString(question()))
                        .build();
        var response = client.send(request, BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            assertTrue(body.read() >= 0);
        }
        count(response.statusCode());
        return response.headers().firstValue("X-Trace-Id").orElseThrow();
    }

    private synchronized void count(int status) {
        statuses.merge(status, 1, Integer::sum);
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(api + path)).timeout(PATIENCE);
    }

    /** Trace ids in the access log, once all of these stand in it. */
    private static Set<String> logged(Set<String> sent) throws Exception {
        Instant giveUp = Instant.now().plus(PATIENCE);
        Set<String> logged;
        do {
            TimeUnit.MILLISECONDS.sleep(200);
            logged = new TreeSet<>();
            for (String line : lines()) {
                if (line.contains(" /api/v1/")) {
                    logged.add(line.substring(0, line.indexOf(' ')));
                }
            }
        } while (!logged.containsAll(sent) && Instant.now().isBefore(giveUp));
        assertEquals(Set.of(), minus(sent, logged), "answered and not in the access log");
        return logged;
    }

    private static List<String> lines() throws IOException {
        Path file = LOG.resolve("access" + ProcessHandle.current().pid() + ".log");
        return Files.exists(file) ? new ArrayList<>(Files.readAllLines(file)) : List.of();
    }

    private long newest() throws SQLException {
        Audited.sequence();
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("select max(sequence) from audit_entry");
                var rows = select.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** The requests of which there are entries, and the actions of entries of none. */
    private void entries(long before, Set<String> requests, Map<String, Integer> without)
            throws SQLException {
        Audited.sequence();
        try (var connection = database.getConnection();
                var select =
                        connection.prepareStatement(
                                "select action, details from audit_entry where sequence > ?")) {
            select.setLong(1, before);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    String request =
                            CanonicalForm.details(rows.getString(2)).get(CurrentRequest.DETAIL);
                    if (request == null) {
                        without.merge(rows.getString(1), 1, Integer::sum);
                    } else {
                        requests.add(request);
                    }
                }
            }
        }
    }

    private static Set<String> minus(Set<String> all, Set<String> without) {
        Set<String> left = new TreeSet<>(all);
        left.removeAll(without);
        return left;
    }
}
