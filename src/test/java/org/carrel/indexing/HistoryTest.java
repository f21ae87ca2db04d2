package org.carrel.indexing;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.UUID;
import org.carrel.IndexedSample;
import org.carrel.PostgresTestResource;
import org.carrel.document.Upload;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@TestSecurity(user = "ada", roles = "legal")
class HistoryTest {

    private static final String OLD = "The tenant pays a deposit of 1,000 dollars.";
    private static final String NEW = "The guarantor of the tenant is Northwind Bank in Boston.";
    private static final String MEMO = "The tenant asked for a second key.";
    private static final String QUESTION = "How much is the deposit of the tenant?";
    private static final String ALL = ", \"allVersions\": true";

    @Inject AgroalDataSource database;
    @Inject LostIndexes lost;
    @Inject Reindex reindex;
    @Inject History history;

    @Test
    void aSupersededVersionIsFoundByThoseWhoAskForAll() throws Exception {
        UUID matter = IndexedSample.matter("History");
        Upload.of(matter, "memo.txt", MEMO).ended();
        Upload upload = replaced(matter);
        UUID never = IndexedSample.matter("No history");
        Upload.of(never, "memo.txt", MEMO).ended();
        Upload.of(never, "lease.txt", NEW).ended();
        assertEquals(nameless(search(never, "")), nameless(search(matter, "")));
        assertEquals(
                nameless(search(never, "")), nameless(search(matter, ", \"allVersions\": false")));
        String old =
                "hits.find { it.version == 1 && it.documentId == '" + upload.document() + "' }";
        search(matter, ALL)
                .body("hits.size()", equalTo(3))
                .body(old + ".text", equalTo(OLD))
                .body(old + ".documentName", equalTo("lease.txt"));
    }

    @Test
    void anAnswerOverAllVersionsCitesTheOldOne() throws Exception {
        UUID matter = IndexedSample.matter("Asked history");
        Upload upload = replaced(matter);
        ask(matter, "").body("citations.version", everyItem(equalTo(2)));
        ask(matter, ALL)
                .body("outcome", equalTo("grounded"))
                .body("answer", containsString("1,000"))
                .body("searched", equalTo(1))
                .body("citations[0].documentId", equalTo(upload.document().toString()))
                .body("citations[0].version", equalTo(1))
                .body("citations[0].quote", equalTo(OLD));
    }

    @Test
    void onStartAHistoryThatIsGoneIsMadeAgain() throws Exception {
        UUID had = IndexedSample.matter("Had a history");
        Upload upload = replaced(had);
        UUID without = IndexedSample.matter("Has no history");
        // As after the folders of its indexes were deleted.
        move(upload.document(), without);
        search(without, ALL).body("hits.size()", equalTo(0));
        lost.find(new StartupEvent());
        Queued.awaitNone(database, upload.document());
        search(without, ALL).body("hits.version", containsInAnyOrder(1, 2));
        search(without, "").body("hits.version", containsInAnyOrder(2));
    }

    @Test
    void aVersionThatComesLateIsHistoryAtOnce() throws Exception {
        UUID matter = IndexedSample.matter("Late");
        Upload first = Upload.of(matter, "lease.txt", OLD).ended();
        reindex.giveUp(first.document().toString());
        Upload.of(matter, "lease.txt", NEW).ended();
        search(matter, ALL).body("hits.version", containsInAnyOrder(2));
        given().post(first.jobPath() + "/retry-failed").then().statusCode(202);
        first.ended();
        Queued.awaitNone(database, first.document());
        search(matter, "").body("hits.version", containsInAnyOrder(2));
        search(matter, ALL).body("hits.version", containsInAnyOrder(1, 2));
    }

    @Test
    void workOnAVersionThatSearchesFindDoesNothing() throws Exception {
        UUID matter = IndexedSample.matter("Current");
        Upload upload = Upload.of(matter, "lease.txt", OLD).ended();
        history.run(upload.document() + "/1");
        history.run(upload.document() + "/2");
        search(matter, ALL).body("hits.size()", equalTo(1));
    }

    private Upload replaced(UUID matter) throws Exception {
        Upload.of(matter, "lease.txt", OLD).ended();
        Upload second = Upload.of(matter, "lease.txt", NEW).ended();
        Queued.awaitNone(database, second.document());
        return second;
    }

    /** The answer's bytes, but for what tells one collection and version from another. */
    private static String nameless(ValidatableResponse answer) {
        String body = answer.extract().asString();
        assertTrue(body.contains("\"score\":"), body);
        return body.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "")
                .replace("\"version\":2", "\"version\":1");
    }

    private void move(UUID document, UUID matter) throws Exception {
        try (var connection = database.getConnection();
                var moved =
                        connection.prepareStatement(
                                "update document set collection_id = ? where id = ?")) {
            moved.setObject(1, matter);
            moved.setObject(2, document);
            assertEquals(1, moved.executeUpdate());
        }
    }

    private static ValidatableResponse search(UUID matter, String more) {
        return post("/api/v1/search", "query", matter, more);
    }

    private static ValidatableResponse ask(UUID matter, String more) {
        return post("/api/v1/ask", "question", matter, more);
    }

    private static ValidatableResponse post(String path, String field, UUID matter, String more) {
        return given().contentType(ContentType.JSON)
                .body(
                        "{\"%s\": \"%s\", \"collections\": [\"%s\"]%s}"
                                .formatted(field, QUESTION, matter, more))
                .post(path)
                .then()
                .statusCode(200);
    }
}
