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
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
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
    void ofASentenceThatBreaksOffTheQuoteRemains() {
        installed.scripted().write("The fee is $99,000 per");
        answered().body("answer", equalTo(QUOTE));
    }

    @Test
    void aModelThatFailsIsAProblemAndTheEndIsRecorded() throws Exception {
        installed.scripted().write(ScriptedModel.FAIL);
        int before = audited().count("answer.complete");
        given().contentType(ContentType.JSON)
                .body(question())
                .post("/api/v1/ask")
                .then()
                .statusCode(500)
                .body("type", equalTo("urn:carrel:problem:internal"));
        String stream =
                given().contentType(ContentType.JSON)
                        .accept("text/event-stream")
                        .body(question())
                        .post("/api/v1/ask")
                        .asString();
        assertTrue(stream.contains("event:error"), stream);
        assertTrue(stream.contains("urn:carrel:problem:internal"), stream);
        assertEquals(before + 2, audited().count("answer.complete"));
    }

    @Test
    void ofNothingTheQuoteRemains() {
        installed.scripted().write();
        answered().body("answer", equalTo(QUOTE)).body("withheld", equalTo(0));
    }

    @Test
    void aFullQueueSaysWhenToComeAgainAndTheQuestionIsRecorded() throws Exception {
        installed.scripted().write(ScriptedModel.WAIT);
        try (Client running = listening()) {
            running.hears("evidence");
            // Until it is taken out of the queue, the queue has no room for the next.
            Client.await(() -> installed.scripted().isWriting());
            try (Client waiting = listening()) {
                waiting.hears("evidence");
                Client.await(() -> installed.scripted().live() == 2);
                int before = audited().count("answer.evidence");
                given().contentType(ContentType.JSON)
                        .body(question())
                        .post("/api/v1/ask")
                        .then()
                        .statusCode(429)
                        .header("Retry-After", equalTo("7"))
                        .body("type", equalTo("urn:carrel:problem:busy"));
                assertEquals(before + 1, audited().count("answer.evidence"));
            }
        }
        Client.await(() -> installed.scripted().live() == 0);
    }

    @Test
    void aClientThatLeavesStopsTheModelAndTheEndIsRecordedWithoutATrace() throws Exception {
        List<LogRecord> traces = new CopyOnWriteArrayList<>();
        Handler handler = handler(traces);
        LogContext.getLogContext().getLogger("").addHandler(handler);
        int before = audited().count("answer.complete");
        try {
            installed.scripted().write(TRUE + " Then", ScriptedModel.WAIT);
            try (Client client = listening()) {
                client.hears("evidence");
            }
            Client.await(() -> audited().count("answer.complete") > before);
            String details = audited().last("answer.complete");
            assertTrue(details.contains("CANCELLED"), details);
            assertEquals(List.of(), traces.stream().map(LogRecord::getMessage).toList());
        } finally {
            LogContext.getLogContext().getLogger("").removeHandler(handler);
        }
    }

    @Test
    void aClientThatLeavesWithoutAStreamStopsTheModelToo() throws Exception {
        installed.scripted().write(TRUE + " Then", ScriptedModel.WAIT);
        int before = audited().count("answer.complete");
        try (Client client = Client.asking("/api/v1/ask", "application/json", question())) {
            Client.await(() -> installed.scripted().isWriting());
        }
        Client.await(() -> audited().count("answer.complete") > before);
        assertTrue(audited().last("answer.complete").contains("CANCELLED"));
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

    private Client listening() throws IOException {
        return Client.listening("/api/v1/ask", question());
    }

    private AuditEntries audited() {
        return new AuditEntries(database);
    }

    private String question() {
        return question(matter);
    }

    private static String question(UUID collection) {
        return "{\"question\": \"What is the fee?\", \"route\": \"generate\", \"collections\": [\""
                + collection
                + "\"]}";
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
