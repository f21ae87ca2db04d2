package org.carrel.answer;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.carrel.DatabaseRoles;
import org.carrel.IndexedSample;
import org.carrel.PostgresTestResource;
import org.carrel.document.Upload;
import org.carrel.models.EmbeddingModel;
import org.carrel.search.PassageIndex;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@TestSecurity(user = "ann", roles = "legal")
class AnswerResourceTest {

    private static final String LEASE =
            "The deposit is 4,200 dollars, payable before the first of May.";

    @Inject PassageIndex index;
    @Inject EmbeddingModel model;
    @Inject AgroalDataSource database;

    @Test
    void whatWasShownIsShownAgainFromTheStoredVersion() {
        UUID matter = IndexedSample.matter("Lease");
        Upload.of(matter, "lease.txt", LEASE).ended();
        given().get("/api/v1/answers/" + ask(matter))
                .then()
                .statusCode(200)
                .body("question", equalTo("How much is the deposit?"))
                .body("route", equalTo("extract"))
                .body("shown[0].state", equalTo("intact"))
                .body("shown[0].quote", equalTo(LEASE));
    }

    @Test
    void ofADocumentThatIsGoneNothingIsLeftToRead() throws Exception {
        UUID matter = IndexedSample.matter("Gone");
        // In the index alone: its version is not kept.
        IndexedSample.put(index, model, matter, "lease.txt", LEASE);
        String id = ask(matter);
        given().get("/api/v1/answers/" + id)
                .then()
                .statusCode(200)
                .body("shown[0].state", equalTo("gone"))
                .body("shown[0].quote", nullValue());
        String row = new String(sealed(id), StandardCharsets.ISO_8859_1);
        assertFalse(row.contains("deposit"), row);
    }

    @Test
    void whatCannotBeRecordedIsNotShown() throws Exception {
        UUID matter = IndexedSample.matter("Unrecorded");
        IndexedSample.put(index, model, matter, "lease.txt", LEASE);
        AuditEntries audited = new AuditEntries(database);
        int shown = audited.count("answer.evidence");
        int refused = audited.count("question.refused");
        run("alter table answer_record rename to answer_record_away");
        try {
            for (String accept : List.of("application/json", "text/event-stream")) {
                String body =
                        asking(matter, false)
                                .accept(accept)
                                .post("/api/v1/ask")
                                .then()
                                .statusCode(503)
                                .contentType("application/problem+json")
                                .body("type", equalTo("urn:carrel:problem:unavailable"))
                                .extract()
                                .asString();
                assertFalse(body.contains("4,200"), body);
            }
            String stream =
                    asking(matter, true)
                            .accept("text/event-stream")
                            .post("/api/v1/ask")
                            .then()
                            .statusCode(200)
                            .extract()
                            .asString();
            assertTrue(stream.contains("urn:carrel:problem:unavailable"), stream);
            assertFalse(stream.contains("4,200"), stream);
        } finally {
            run("alter table answer_record_away rename to answer_record");
        }
        assertEquals(shown, audited.count("answer.evidence"));
        assertEquals(refused + 2, audited.count("question.refused"));
        ask(matter);
    }

    @Test
    void whatWaitsForALockIsNotShown() throws Exception {
        UUID matter = IndexedSample.matter("Locked");
        IndexedSample.put(index, model, matter, "lease.txt", LEASE);
        try (Connection connection = DatabaseRoles.asOwner();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table answer_record in access exclusive mode");
            // Answered while the lock stands.
            asking(matter, false)
                    .accept("application/json")
                    .post("/api/v1/ask")
                    .then()
                    .statusCode(503)
                    .body("type", equalTo("urn:carrel:problem:unavailable"));
            connection.rollback();
        }
        ask(matter);
    }

    @Test
    void anothersAnswerIsNotThere() throws Exception {
        UUID matter = IndexedSample.matter("Another's");
        IndexedSample.put(index, model, matter, "lease.txt", LEASE);
        String id = ask(matter);
        giveTo(id, "ben");
        given().get("/api/v1/answers/" + id)
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:carrel:problem:not-found"));
        given().get("/api/v1/answers/" + UUID.randomUUID()).then().statusCode(404);
    }

    @Test
    @TestSecurity(
            user = "ann",
            roles = {"legal", "compliance"})
    void whoAnswersForTheLogReadsWhatOthersWereShown() throws Exception {
        UUID matter = IndexedSample.matter("Inspected");
        Upload.of(matter, "lease.txt", LEASE).ended();
        String id = ask(matter);
        giveTo(id, "ben");
        given().get("/api/v1/answers/" + id)
                .then()
                .statusCode(200)
                .body("asker", equalTo("ben"))
                .body("shown[0].quote", equalTo(LEASE));
        String entry =
                given().queryParam("action", "answer.reconstruct")
                        .get("/api/v1/audit/events")
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("items[0].details.answer");
        assertEquals(id, entry);
    }

    @Test
    @TestSecurity(
            user = "ann",
            roles = {"legal", "compliance"})
    void theAuditEntryNamesTheAnswer() {
        UUID matter = IndexedSample.matter("Named");
        IndexedSample.put(index, model, matter, "lease.txt", LEASE);
        String id = ask(matter);
        String entries =
                given().queryParam("collection", matter.toString())
                        .get("/api/v1/audit/events")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString();
        assertTrue(entries.contains("answer.evidence"), entries);
        assertTrue(entries.contains(id), entries);
        // The question stands beside the log under its asker's key; the document does not.
        assertFalse(entries.contains("4,200"), entries);
    }

    private static RequestSpecification asking(UUID matter, boolean compare) {
        return given().contentType(ContentType.JSON)
                .body(
                        Map.of(
                                "question",
                                "How much is the deposit?",
                                "route",
                                "extract",
                                "compare",
                                compare,
                                "collections",
                                List.of(matter)));
    }

    private static String ask(UUID matter) {
        return asking(matter, false)
                .post("/api/v1/ask")
                .then()
                .statusCode(200)
                .body("outcome", equalTo("grounded"))
                .extract()
                .path("answerId");
    }

    private void giveTo(String id, String asker) throws Exception {
        try (Connection connection = database.getConnection();
                PreparedStatement update =
                        connection.prepareStatement(
                                "update answer_record set asker = ? where id = ?")) {
            update.setString(1, asker);
            update.setObject(2, UUID.fromString(id));
            assertEquals(1, update.executeUpdate());
        }
    }

    private void run(String sql) throws Exception {
        try (Connection connection = DatabaseRoles.asOwner();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private byte[] sealed(String id) throws Exception {
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement(
                                "select sealed from answer_record where id = ?")) {
            select.setObject(1, UUID.fromString(id));
            try (ResultSet rows = select.executeQuery()) {
                assertTrue(rows.next());
                return rows.getBytes(1);
            }
        }
    }
}
