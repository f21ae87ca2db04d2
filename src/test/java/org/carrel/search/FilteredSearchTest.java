package org.carrel.search;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.carrel.IndexedSample;
import org.carrel.PostgresTestResource;
import org.carrel.document.Upload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@TestSecurity(user = "fil", roles = "legal")
class FilteredSearchTest {

    private static final String LEASE =
            "LEASE AGREEMENT\n\nThis Lease is made as of March 3, 2021 by and between Mill Lane"
                    + " Estates, Inc. (the \"Landlord\") and Northgate Bicycles, LLC (the"
                    + " \"Tenant\").\n\n1. Premises. The Landlord lets the premises to the"
                    + " Tenant.\n\n2. Rent. The rent is due each month.\n\n3. Law. The law of Ohio"
                    + " governs this lease.\n";

    private static final String OTHER =
            "LEASE AGREEMENT\n\nThis Lease is made as of May 9, 2015 by and between Harbour Sheds,"
                    + " Inc. (the \"Landlord\") and Quay Ropes, LLC (the \"Tenant\"). The Landlord"
                    + " lets the premises to the Tenant. The rent is due each month.\n";

    @Test
    void whatCountsOfADocumentDecidesWhetherItIsSearched() {
        UUID matter = IndexedSample.matter("Filters");
        Upload lease = Upload.of(matter, "one.txt", LEASE).ended();
        Upload other = Upload.of(matter, "two.txt", OTHER).ended();
        documents(matter, Map.of("types", List.of("lease")), lease, other);
        documents(matter, Map.of("party", "mill lane estates inc"), lease);
        documents(matter, Map.of("party", "Quay"), other);
        documents(matter, Map.of("from", "2021-01-01"), lease);
        documents(matter, Map.of("to", "2015-05-09"), other);
        documents(matter, Map.of("from", "2015-01-01", "party", "Northgate"), lease);
        say(other, "parties", "[\"Acme Corp.\"]");
        documents(matter, Map.of("party", "Quay"));
        documents(matter, Map.of("party", "acme corp"), other);
    }

    @Test
    void aFilterThatNothingMatchesIsAsEmptyAsNoDocuments() {
        UUID matter = IndexedSample.matter("Nothing");
        Upload.of(matter, "one.txt", LEASE).ended();
        String none = search(matter, Map.of("party", "Nobody")).extract().asString();
        UUID bare = IndexedSample.matter("Bare");
        search(bare, Map.of()).body("hits", empty()).body(equalTo(none));
    }

    @Test
    void namedDocumentsAreNarrowedFurther() {
        UUID matter = IndexedSample.matter("Both");
        Upload lease = Upload.of(matter, "one.txt", LEASE).ended();
        Map<String, Object> body = body(matter, Map.of("party", "Quay"));
        body.put("documents", List.of(lease.document()));
        post(body).statusCode(200).body("hits", empty());
        body.put("filter", Map.of("party", "Mill Lane"));
        post(body)
                .statusCode(200)
                .body("hits.documentId.unique()", equalTo(List.of(lease.document().toString())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"types\": [\"novel\"]}",
                "{\"types\": [null]}",
                "{\"from\": \"yesterday\"}",
                "{\"to\": \"+99999-01-01\"}"
            })
    void whatNoDocumentCanBeIsRefused(String filter) {
        given().contentType(ContentType.JSON)
                .body("{\"query\": \"rent\", \"filter\": " + filter + "}")
                .post("/api/v1/search")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:carrel:problem:invalid-request"));
    }

    @Test
    void onlyAKnownRankingIsTaken() {
        UUID matter = IndexedSample.matter("Rankings");
        Upload.of(matter, "one.txt", LEASE).ended();
        for (String ranking : List.of("fused", "words", "vectors")) {
            Map<String, Object> body = body(matter, Map.of());
            body.put("ranking", ranking);
            post(body).statusCode(200).body("hits.size() > 0", equalTo(true));
        }
        Map<String, Object> body = body(matter, Map.of());
        body.put("ranking", "magic");
        post(body).statusCode(400);
    }

    private static void documents(UUID matter, Map<String, ?> filter, Upload... expected) {
        String[] ids = new String[expected.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = expected[i].document().toString();
        }
        search(matter, filter).body("hits.documentId.unique()", containsInAnyOrder(ids));
    }

    private static ValidatableResponse search(UUID matter, Map<String, ?> filter) {
        return post(body(matter, filter)).statusCode(200);
    }

    private static Map<String, Object> body(UUID matter, Map<String, ?> filter) {
        Map<String, Object> body = new HashMap<>();
        body.put("query", "Who pays the rent?");
        body.put("collections", List.of(matter));
        body.put("filter", filter);
        return body;
    }

    private static ValidatableResponse post(Map<String, Object> body) {
        return given().contentType(ContentType.JSON).body(body).post("/api/v1/search").then();
    }

    private static void say(Upload upload, String field, String value) {
        given().contentType(ContentType.JSON)
                .body("{\"value\": " + value + "}")
                .put(upload.path() + "/metadata/" + field)
                .then()
                .statusCode(200);
    }
}
