package org.carrel.answer;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.carrel.DatabaseRoles;
import org.carrel.IndexedSample;
import org.carrel.PostgresTestResource;
import org.carrel.SilentDatabase;
import org.carrel.models.EmbeddingModel;
import org.carrel.search.PassageIndex;
import org.junit.jupiter.api.Test;

/** What a database that falls silent does not confirm is refused, whether it did it or not. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@TestSecurity(user = "uma", roles = "legal")
class UnconfirmedTest {

    @Inject PassageIndex index;
    @Inject EmbeddingModel model;
    @Inject AgroalDataSource database;

    @Test
    void anAnswer() throws Exception {
        UUID matter = IndexedSample.matter("Silent");
        IndexedSample.put(index, model, matter, "lease.txt", "The deposit is 4,200 dollars.");
        for (String table : List.of("answer_record", "audit_pending")) {
            int entries = entries("answer.evidence");
            int records = count("answer_record");
            try (var _ = SilentDatabase.atCommit(DatabaseRoles.asSuperuser(), table)) {
                String body = assertUnavailable(ask(matter));
                assertFalse(body.contains("4,200"), body);
            }
            assertEquals(count("answer_record") - records, entries("answer.evidence") - entries);
        }
        ask(matter).statusCode(200);
    }

    @Test
    void somethingDone() throws Exception {
        int entries = entries("collection.create");
        int collections = count("collection");
        try (var _ = SilentDatabase.atCommit(DatabaseRoles.asSuperuser(), "collection")) {
            assertUnavailable(
                    given().contentType(ContentType.JSON)
                            .body("{\"name\": \"Unconfirmed\", \"kind\": \"matter\"}")
                            .post("/api/v1/collections")
                            .then());
        }
        assertEquals(count("collection") - collections, entries("collection.create") - entries);
    }

    private static ValidatableResponse ask(UUID matter) {
        return given().contentType(ContentType.JSON)
                .body(
                        Map.of(
                                "question",
                                "How much is the deposit?",
                                "route",
                                "extract",
                                "collections",
                                List.of(matter)))
                .post("/api/v1/ask")
                .then();
    }

    private static String assertUnavailable(ValidatableResponse answer) {
        return answer.statusCode(503)
                .body("type", equalTo("urn:carrel:problem:unavailable"))
                .extract()
                .asString();
    }

    private int entries(String action) throws Exception {
        return new AuditEntries(database).count(action);
    }

    private int count(String table) throws Exception {
        try (var connection = DatabaseRoles.asOwner();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from " + table)) {
            row.next();
            return row.getInt(1);
        }
    }
}
