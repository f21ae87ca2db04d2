package org.carrel.search;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.carrel.IndexedSample;
import org.carrel.PostgresTestResource;
import org.carrel.ingest.Passage;
import org.carrel.models.EmbeddingModel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@TestSecurity(user = "sue", roles = "legal")
class SearchResourceTest {

    private static final String LEASE =
            "The tenant shall pay rent of $4,200 on the first day of each month. The landlord"
                    + " maintains the roof and the outer walls.";

    @Inject PassageIndex index;
    @Inject EmbeddingModel model;

    @Test
    void theRightPassageComesFirstAndItsTextStandsAtItsRange() {
        UUID matter = IndexedSample.matter("Lease");
        UUID lease = IndexedSample.put(index, model, matter, "lease.txt", LEASE);
        IndexedSample.put(index, model, matter, "memo.txt", "Lunch is served in the canteen.");
        var hit =
                search(matter, "Who repairs the roof?")
                        .statusCode(200)
                        .body("hits[0].documentId", equalTo(lease.toString()))
                        .extract()
                        .jsonPath();
        assertEquals(
                LEASE.substring(hit.getInt("hits[0].start"), hit.getInt("hits[0].end")),
                hit.getString("hits[0].text"));
    }

    @Test
    void aReplacedDocumentIsFoundByItsNewTextAlone() {
        UUID matter = IndexedSample.matter("Replaced");
        UUID document = IndexedSample.put(index, model, matter, "a.txt", LEASE);
        index.remove(matter, document);
        search(matter, "roof").statusCode(200).body("hits", empty());
    }

    @Test
    void aPassageIsFoundByTheHeadingItStandsUnder() {
        UUID matter = IndexedSample.matter("Paths");
        String text = "Either side may do so on thirty days' written notice.";
        Passage passage = new Passage(0, 1, 0, text.length(), text, "12.3 Termination > (b)");
        index.replace(
                matter,
                UUID.randomUUID(),
                1,
                "agreement.txt",
                List.of(passage),
                model.embedPassages(List.of(text)));
        IndexedSample.put(index, model, matter, "menu.txt", "Lunch is served in the canteen.");
        search(matter, "termination")
                .statusCode(200)
                .body("hits[0].text", equalTo(text))
                .body("hits[0].path", equalTo("12.3 Termination > (b)"))
                .body("hits[1].path", equalTo(""));
    }

    @Test
    void documentsOfOthersChangeNothing() {
        UUID mine = IndexedSample.matter("Mine");
        IndexedSample.put(index, model, mine, "lease.txt", LEASE);
        String before = search(null, "rent of the tenant").extract().asString();
        UUID foreign = UUID.randomUUID();
        for (int i = 0; i < 50; i++) {
            IndexedSample.put(index, model, foreign, "x" + i + ".txt", "Tenant rent roof " + i);
        }
        assertEquals(before, search(null, "rent of the tenant").extract().asString());
        search(foreign, "rent").statusCode(404);
    }

    @Test
    void querySyntaxIsText() {
        UUID matter = IndexedSample.matter("Syntax");
        IndexedSample.put(index, model, matter, "lease.txt", LEASE);
        search(matter, "text:* AND (roof~2 OR [a TO z]) \\\\ +-!{}^").statusCode(200);
    }

    @Test
    void anEmptyQueryIsRefused() {
        given().contentType(ContentType.JSON)
                .body("{\"query\": \" \"}")
                .post("/api/v1/search")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:carrel:problem:invalid-request"));
    }

    private static io.restassured.response.ValidatableResponse search(
            @Nullable UUID matter, String query) {
        String collections = matter == null ? "" : ", \"collections\": [\"" + matter + "\"]";
        return given().contentType(ContentType.JSON)
                .body("{\"query\": \"" + query + "\"" + collections + "}")
                .post("/api/v1/search")
                .then();
    }
}
