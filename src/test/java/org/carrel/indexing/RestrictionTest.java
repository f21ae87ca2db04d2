package org.carrel.indexing;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.carrel.IndexedSample;
import org.carrel.PostgresTestResource;
import org.carrel.SignedIn;
import org.carrel.document.Upload;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@TestSecurity(user = "stewart", roles = "legal")
class RestrictionTest {

    private static final String LEASE = "The tenant pays a rent of 4,200 dollars each month.";
    private static final List<String> PARTS =
            List.of("", "/text", "/content", "/versions", "/metadata", "/restriction");
    private static final String MEMO =
            "PRIVILEGED MEMO. The rent will be contested, counsel thinks it is too high.";

    @Inject AgroalDataSource database;

    private UUID matter = UUID.randomUUID();
    private Upload memo = new Upload(matter, matter, 0);

    /** A matter with two members, two documents, one of which has two versions. */
    private void matter(String name) {
        SignedIn.as("stewart", "legal");
        matter = IndexedSample.matter(name);
        for (String each : List.of("petra", "otto")) {
            given().contentType(ContentType.JSON)
                    .body(
                            Map.of(
                                    "principal",
                                    Map.of("kind", "subject", "name", each),
                                    "reason",
                                    "Works on it"))
                    .post("/api/v1/collections/" + matter + "/members")
                    .then()
                    .statusCode(201);
        }
        Upload.of(matter, "lease.txt", LEASE).ended();
        Upload.of(matter, "memo.txt", MEMO).ended();
        memo = Upload.of(matter, "memo.txt", MEMO + " Settle before June.").ended();
    }

    @Test
    void whatIsRestrictedIsAbsentForTheOthers() throws Exception {
        matter("Restricted");
        Upload wanted = memo;
        restrict("petra").statusCode(200).body("readers.principal.name", hasItem("petra"));
        Queued.awaitNone(database, wanted.document());
        SignedIn.as("otto", "legal");
        for (String path : PARTS) {
            given().get(wanted.path() + path).then().statusCode(404);
        }
        given().get(wanted.jobPath()).then().statusCode(200).body("counts.total", equalTo(0));
        given().get("/api/v1/collections/" + matter + "/documents")
                .then()
                .body("items.name", equalTo(List.of("lease.txt")));
        List<Object> left = new ArrayList<>(seen());
        // As if it had never been there: scores too are those of a matter with the lease alone.
        SignedIn.as("stewart", "legal");
        matter = IndexedSample.matter("With the lease alone");
        Upload.of(matter, "lease.txt", LEASE).ended();
        assertEquals(seen(), left);
    }

    @Test
    void othersSearchesFindNothingOfItWhenTheCallReturns() {
        matter("At once");
        restrict("petra").statusCode(200);
        SignedIn.as("otto", "legal");
        assertFalse(found("privileged memo", true).contains("memo.txt"));
    }

    @Test
    void itsReadersFindItWhereItWas() throws Exception {
        matter("Read by some");
        restrict("petra").statusCode(200);
        SignedIn.as("petra", "legal");
        Queued.awaitNone(database, memo.document());
        assertTrue(found("privileged memo", false).contains("memo.txt"));
        given().get("/api/v1/collections/" + matter + "/documents")
                .then()
                .body("items", hasSize(2))
                .body("items.restricted", hasItem(true))
                .body("items.collectionId.unique()", equalTo(List.of(matter.toString())));
        given().get(memo.path() + "/text").then().statusCode(200);
        given().get("/api/v1/collections").then().body("items.name", hasItem("Read by some"));
    }

    @Test
    void liftedItIsThereForAllAgain() throws Exception {
        matter("Lifted");
        restrict("petra").statusCode(200);
        given().delete(memo.path() + "/restriction").then().statusCode(204);
        SignedIn.as("otto", "legal");
        Queued.awaitNone(database, memo.document());
        assertTrue(found("privileged memo", false).contains("memo.txt"));
        given().get(memo.path())
                .then()
                .statusCode(200)
                .body("restricted", equalTo(false))
                .body("collectionId", equalTo(matter.toString()));
    }

    @Test
    void onlyAStewardRestrictsAndOnlyWhoMayRead() {
        matter("Not by otto");
        SignedIn.as("otto", "legal");
        restrict("otto").statusCode(403);
        SignedIn.as("stewart", "legal");
        restrict("petra").statusCode(200);
        restrict("otto").statusCode(200).body("readers", hasSize(2));
        SignedIn.as("petra", "legal");
        given().get(memo.path()).then().statusCode(404);
    }

    @Test
    void theSameBytesAndNameComeInAsAnotherDocument() {
        matter("Twice");
        restrict("petra").statusCode(200);
        SignedIn.as("otto", "legal");
        Upload again = Upload.of(matter, "memo.txt", MEMO);
        assertEquals(202, again.status());
        assertNotEquals(memo.document(), again.document());
        again.ended();
        SignedIn.as("stewart", "legal");
        given().delete(memo.path() + "/restriction").then().statusCode(409);
    }

    @Test
    void whoIsNoMemberOfTheWholeReadsNoneOfIt() {
        matter("Only the whole");
        restrict("stranger").statusCode(200);
        SignedIn.as("stranger", "legal");
        given().get(memo.path()).then().statusCode(404);
        given().get("/api/v1/collections").then().body("items.id", not(hasItem(matter.toString())));
    }

    @Test
    void anEmergencyOpensNoRestrictedDocumentToAFormerReader() throws Exception {
        SignedIn.as("doctor", "clinician");
        String record =
                given().contentType(ContentType.JSON)
                        .body(Map.of("name", "Ivo Restricted", "kind", "patient"))
                        .post("/api/v1/collections")
                        .path("id");
        matter = UUID.fromString(record);
        String member =
                given().contentType(ContentType.JSON)
                        .body(
                                Map.of(
                                        "principal",
                                        Map.of("kind", "subject", "name", "ward"),
                                        "reason",
                                        "On the ward"))
                        .post("/api/v1/collections/" + matter + "/members")
                        .path("id");
        memo = Upload.of(matter, "memo.txt", MEMO).ended();
        Upload.of(matter, "lease.txt", LEASE).ended();
        given().header("Purpose-Of-Use", "TREAT")
                .contentType(ContentType.JSON)
                .body(
                        Map.of(
                                "reason",
                                "Psychotherapy notes",
                                "readers",
                                List.of(Map.of("kind", "subject", "name", "ward"))))
                .put(memo.path() + "/restriction")
                .then()
                .statusCode(200);
        given().delete("/api/v1/collections/" + matter + "/members/" + member)
                .then()
                .statusCode(204);
        SignedIn.as("ward", "clinician");
        given().header("Purpose-Of-Use", "ETREAT")
                .contentType(ContentType.JSON)
                .body(
                        Map.of(
                                "name", "Ivo Restricted",
                                "reason", "Found unconscious",
                                "attested", true))
                .post("/api/v1/break-glass")
                .then()
                .statusCode(201);
        given().header("Purpose-Of-Use", "ETREAT")
                .get("/api/v1/collections/" + matter + "/documents")
                .then()
                .statusCode(200)
                .body("items.name", equalTo(List.of("lease.txt")));
        given().header("Purpose-Of-Use", "ETREAT").get(memo.path()).then().statusCode(404);
    }

    private ValidatableResponse restrict(String reader) {
        return given().contentType(ContentType.JSON)
                .body(
                        Map.of(
                                "reason",
                                "Attorney's work product",
                                "readers",
                                List.of(Map.of("kind", "subject", "name", reader))))
                .put(memo.path() + "/restriction")
                .then();
    }

    /** What searches show of places, texts and scores. */
    private List<Object> seen() {
        List<Object> seen = new ArrayList<>();
        for (String query : List.of("rent", "privileged memo", "settle before June")) {
            for (boolean all : new boolean[] {false, true}) {
                JsonPath answer = search(query, all).jsonPath();
                seen.add(answer.getList("hits.documentName"));
                seen.add(answer.getList("hits.text"));
                seen.add(answer.getList("hits.score"));
            }
        }
        return seen;
    }

    private List<String> found(String query, boolean allVersions) {
        return search(query, allVersions).jsonPath().getList("hits.documentName");
    }

    private Response search(String query, boolean allVersions) {
        return given().contentType(ContentType.JSON)
                .body(
                        Map.of(
                                "query",
                                query,
                                "collections",
                                List.of(matter),
                                "allVersions",
                                allVersions))
                .post("/api/v1/search");
    }
}
