package org.carrel.answer;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.security.TestSecurity;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import org.carrel.IndexedSample;
import org.carrel.PostgresTestResource;
import org.carrel.document.Upload;
import org.carrel.models.EmbeddingModel;
import org.carrel.search.PassageIndex;
import org.jboss.logmanager.LogContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a model may do, and what becomes of it. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@TestProfile(ScriptedModel.Profile.class)
@TestSecurity(user = "ann", roles = "legal")
class WritingTest {

    /** What never comes is to fail a test, not to hold up all others. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final String AGREEMENT =
            "The fee is $12,000 per month, payable within thirty (30) days.\n\nEither party may"
                    + " terminate this Agreement on sixty (60) days' written notice.";
    private static final String QUOTE =
            "The fee is $12,000 per month, payable within thirty (30) days.";
    private static final String TRUE = "The fee is $12,000 per month.";
    private static final String FALSE = "The fee is $99,000 per month.";

    @Inject PassageIndex index;
    @Inject EmbeddingModel embeddings;
    @Inject ScriptedModel.Installed installed;
    @Inject AgroalDataSource database;

    private UUID matter = new UUID(0, 0);

    @BeforeEach
    void agreement() {
        matter = IndexedSample.matter("Fees");
        IndexedSample.put(index, embeddings, matter, "agreement.txt", AGREEMENT);
    }

    @Test
    void whatTheEvidenceDoesNotCarryIsWithheldAndCounted() {
        installed.scripted().write(TRUE, " ", FALSE);
        answered()
                .body("answer", equalTo(TRUE))
                .body("withheld", equalTo(1))
                .body("sentences[0].supported", equalTo(true))
                .body("model", equalTo("scripted"));
    }

    @Test
    void whatIsWithheldIsNeverSent() {
        installed.scripted().write(TRUE, " ", FALSE);
        String stream =
                given().contentType(ContentType.JSON)
                        .accept("text/event-stream")
                        .body(question())
                        .post("/api/v1/ask")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString();
        assertFalse(stream.contains("99,000"), stream);
        assertTrue(stream.indexOf("event:delta") < stream.indexOf("event:verification"), stream);
        assertTrue(stream.indexOf("event:verification") < stream.indexOf("event:done"), stream);
        assertEquals(2, stream.split("event:verification", -1).length - 1);
    }

    @Test
    void aModelThatGoesInCirclesIsStopped() {
        installed.scripted().write(() -> Stream.generate(() -> TRUE + " ").iterator());
        answered().body("answer", equalTo(TRUE)).body("withheld", equalTo(0));
    }

    @Test
    void aModelThatStammersWithoutEndIsStopped() {
        installed.scripted().write(() -> Stream.generate(() -> "the fee the ").iterator());
        answered().body("answer", equalTo(QUOTE));
    }

    @Test
    void ofGarbageTheQuoteRemains() {
        installed.scripted().write("@@ \uFFFD\uFFFD 0x1F <|end|> lorem ipsum.");
        answered().body("answer", equalTo(QUOTE)).body("withheld", equalTo(1));
    }

    @Test
    void ofNothingTheQuoteRemains() {
        installed.scripted().write();
        answered().body("answer", equalTo(QUOTE)).body("withheld", equalTo(0));
    }

    @Test
    void aFullQueueSaysWhenToComeAgainAndTheQuestionIsRecorded() throws Exception {
        installed.scripted().write(ScriptedModel.WAIT);
        try (Socket running = open()) {
            evidence(running);
            // Until it is taken out of the queue, the queue has no room for the next.
            await(() -> installed.scripted().isWriting());
            try (Socket waiting = open()) {
                evidence(waiting);
                await(() -> installed.scripted().live() == 2);
                int before = count("answer.evidence");
                given().contentType(ContentType.JSON)
                        .body(question())
                        .post("/api/v1/ask")
                        .then()
                        .statusCode(429)
                        .header("Retry-After", equalTo("15"))
                        .body("type", equalTo("urn:carrel:problem:busy"));
                assertEquals(before + 1, count("answer.evidence"));
            }
        }
        await(() -> installed.scripted().live() == 0);
    }

    @Test
    void aClientThatLeavesStopsTheModelAndTheEndIsRecordedWithoutATrace() throws Exception {
        List<LogRecord> traces = new CopyOnWriteArrayList<>();
        Handler handler = handler(traces);
        LogContext.getLogContext().getLogger("").addHandler(handler);
        int before = count("answer.complete");
        try {
            installed.scripted().write(TRUE + " Then", ScriptedModel.WAIT);
            try (Socket socket = open()) {
                evidence(socket);
            }
            await(() -> count("answer.complete") > before);
            String details = last("answer.complete");
            assertTrue(details.contains("CANCELLED"), details);
            assertEquals(List.of(), traces.stream().map(LogRecord::getMessage).toList());
        } finally {
            LogContext.getLogContext().getLogger("").removeHandler(handler);
        }
    }

    @Test
    @TestSecurity(
            user = "ann",
            roles = {"legal", "compliance"})
    void thePromptOfAnAnswerCanBeMadeAgain() {
        UUID lease = IndexedSample.matter("Lease");
        Upload.of(lease, "lease.txt", AGREEMENT).ended();
        installed.scripted().write(TRUE);
        String id =
                given().contentType(ContentType.JSON)
                        .body(question(lease))
                        .post("/api/v1/ask")
                        .then()
                        .statusCode(200)
                        .body("answer", equalTo(TRUE))
                        .extract()
                        .path("answerId");
        assertNotNull(id);
        given().get("/api/v1/answers/" + id)
                .then()
                .statusCode(200)
                .body("asker", equalTo("ann"))
                .body("question", equalTo("What is the fee?"))
                .body("shown[0].state", equalTo("intact"))
                .body("shown[0].quote", equalTo(QUOTE))
                .body("prompts[0].match", equalTo("matches"))
                .body("prompts[0].text", containsString("What is the fee?"));
    }

    private ValidatableResponse answered() {
        return given().contentType(ContentType.JSON)
                .body(question())
                .post("/api/v1/ask")
                .then()
                .statusCode(200)
                .body("outcome", equalTo("grounded"));
    }

    private String question() {
        return question(matter);
    }

    private static String question(UUID collection) {
        return "{\"question\": \"What is the fee?\", \"route\": \"generate\", \"collections\": [\""
                + collection
                + "\"]}";
    }

    /** A client that asks for events and can leave. */
    private Socket open() throws Exception {
        Socket socket = new Socket("localhost", RestAssured.port);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        byte[] body = question().getBytes(StandardCharsets.UTF_8);
        String head =
                "POST /api/v1/ask HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
                        + "Content-Type: application/json\r\nContent-Length: "
                        + body.length
                        + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().write(body);
        return socket;
    }

    private static void evidence(Socket socket) throws Exception {
        BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        String line = lines.readLine();
        while (line != null && !line.startsWith("event:evidence")) {
            line = lines.readLine();
        }
        assertNotNull(line);
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long begun = System.nanoTime();
        while (!condition.call()) {
            assertTrue(System.nanoTime() - begun < PATIENCE.toNanos(), "awaited in vain");
            LockSupport.parkNanos(5_000_000);
        }
    }

    private int count(String action) throws Exception {
        return Integer.parseInt(one("select count(*) from audit_entry where action = ?", action));
    }

    private String last(String action) throws Exception {
        return one(
                "select details from audit_entry where action = ? order by sequence desc limit 1",
                action);
    }

    private String one(String sql, String action) throws Exception {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, action);
            try (ResultSet rows = select.executeQuery()) {
                assertTrue(rows.next());
                return rows.getString(1);
            }
        }
    }

    private static Handler handler(List<LogRecord> traces) {
        return new Handler() {
            @Override
            public void publish(LogRecord entry) {
                if (entry.getThrown() != null) {
                    traces.add(entry);
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}
