package org.carrel.answer;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.UUID;
import org.carrel.IndexedSample;
import org.carrel.PostgresTestResource;
import org.carrel.models.EmbeddingModel;
import org.carrel.search.PassageIndex;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@TestSecurity(user = "ann", roles = "legal")
class AskResourceTest {

    private static final String AGREEMENT =
            "This Agreement is made between Northwind Ltd. and Contoso Inc. The fee is $12,000 per"
                    + " month, payable within thirty (30) days.\n\nEither party may terminate this"
                    + " Agreement on sixty (60) days' written notice.\n\nThis Agreement is governed"
                    + " by the laws of the State of Delaware.";

    @Inject PassageIndex index;
    @Inject EmbeddingModel model;

    @Test
    void anAnswerCitesTheExactText() {
        UUID matter = agreement();
        var answer =
                ask(matter, "Which state's law governs the agreement?")
                        .post("/api/v1/ask")
                        .then()
                        .statusCode(200)
                        .body("outcome", equalTo("grounded"))
                        .body("route", equalTo("extract"))
                        .body("answer", containsString("Delaware"))
                        .extract()
                        .jsonPath();
        assertEquals(
                AGREEMENT.substring(
                        answer.getInt("citations[0].start"), answer.getInt("citations[0].end")),
                answer.getString("citations[0].quote"));
    }

    @Test
    void whatTheDocumentsDoNotSayIsSaidSo() {
        UUID matter = agreement();
        ask(matter, "What is the boiling point of tungsten?")
                .post("/api/v1/ask")
                .then()
                .statusCode(200)
                .body("outcome", equalTo("insufficient"))
                .body("answer", startsWith(Answer.SILENT))
                .body("answer", containsString("1 document in \u201cServices\u201d"))
                .body("searchedIn", contains("Services"))
                .body("searched", equalTo(1));
    }

    @Test
    void theStreamBeginsWithEvidenceAndEndsWithTheWholeAnswer() {
        UUID matter = agreement();
        String stream =
                ask(matter, "How can the agreement be terminated?")
                        .accept("text/event-stream")
                        .post("/api/v1/ask")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString();
        assertTrue(stream.indexOf("event:route") < stream.indexOf("event:evidence"), stream);
        assertTrue(stream.indexOf("event:evidence") < stream.indexOf("event:done"), stream);
        assertTrue(stream.contains("sixty (60) days"), stream);
    }

    @Test
    void withoutAModelGenerationIsRefusedByName() {
        given().contentType(ContentType.JSON)
                .body("{\"question\": \"Who?\", \"route\": \"generate\"}")
                .post("/api/v1/ask")
                .then()
                .statusCode(503)
                .body("type", equalTo("urn:carrel:problem:unavailable"));
    }

    @Test
    void aDenialIsEvidence() {
        UUID matter = IndexedSample.matter("Note");
        IndexedSample.put(
                index,
                model,
                matter,
                "note.txt",
                "# Social History\nPatient currently has Blue Cross.\n\n# Allergies\nNo Known"
                        + " Allergies.\n\n# Plan\nPatient was given an influenza vaccine.");
        ask(matter, "Does the patient have known allergies?")
                .post("/api/v1/ask")
                .then()
                .statusCode(200)
                .body("answer", containsString("No Known Allergies."));
    }

    private UUID agreement() {
        UUID matter = IndexedSample.matter("Services");
        IndexedSample.put(index, model, matter, "agreement.txt", AGREEMENT);
        return matter;
    }

    private static RequestSpecification ask(UUID matter, String question) {
        return given().contentType(ContentType.JSON)
                .body(
                        "{\"question\": \""
                                + question
                                + "\", \"collections\": [\""
                                + matter
                                + "\"]}");
    }
}
