package org.carrel.indexing;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.carrel.IndexedSample;
import org.carrel.PostgresTestResource;
import org.carrel.document.Upload;
import org.junit.jupiter.api.Test;

/** What a person says a document is decides which one a question by name finds. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@TestSecurity(user = "ada", roles = "legal")
class RenamingTest {

    /** Names a party that no text holds. */
    private static final String QUESTION =
            "In the agreement with Wintergreen Holdings: when is the fee due?";

    private static final List<String> MONTHS =
            List.of("January", "March", "May", "June", "August", "October");

    @Inject AgroalDataSource database;

    @Test
    void aQuestionByNameFindsTheDocumentThatAPersonGaveTheName() throws Exception {
        UUID matter = IndexedSample.matter("Renamed");
        List<Upload> uploads = new ArrayList<>();
        for (String month : MONTHS) {
            uploads.add(Upload.of(matter, month + ".txt", agreement(month)).ended());
        }
        Set<String> all = found(matter);
        assertEquals(MONTHS.size(), all.size());

        say(uploads.get(1));
        assertEquals(Set.of(uploads.get(1).document().toString()), found(matter));

        unsay(uploads.get(1));
        say(uploads.get(4));
        assertEquals(Set.of(uploads.get(4).document().toString()), found(matter));

        unsay(uploads.get(4));
        assertEquals(all, found(matter));
    }

    private static String agreement(String month) {
        return "SERVICES AGREEMENT\n\nThis Services Agreement is made by the parties that its first"
                + " schedule names.\n\n1. Fee. The fee is due on the first of "
                + month
                + " each year.\n";
    }

    private static Set<String> found(UUID matter) {
        return new HashSet<>(
                given().contentType(ContentType.JSON)
                        .body(
                                Map.of(
                                        "query",
                                        QUESTION,
                                        "collections",
                                        List.of(matter),
                                        "limit",
                                        50))
                        .post("/api/v1/search")
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath()
                        .getList("hits.documentId", String.class));
    }

    private void say(Upload upload) throws Exception {
        given().contentType(ContentType.JSON)
                .body(Map.of("value", List.of("Wintergreen Holdings, Inc.")))
                .put(upload.path() + "/metadata/parties")
                .then()
                .statusCode(200);
        Queued.awaitNone(database, upload.document());
    }

    private void unsay(Upload upload) throws Exception {
        given().delete(upload.path() + "/metadata/parties").then().statusCode(200);
        Queued.awaitNone(database, upload.document());
    }
}
