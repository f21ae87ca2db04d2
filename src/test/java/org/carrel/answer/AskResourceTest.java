package org.carrel.answer;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
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

    @Test
    void aFollowUpIsShownAsItWasUnderstood() {
        UUID matter = agreement();
        given().contentType(ContentType.JSON)
                .body(
                        "{\"question\": \"And the fee?\", \"route\": \"extract\","
                                + " \"collections\": [\""
                                + matter
                                + "\"], \"history\": [{\"question\": \"What is the governing"
                                + " law?\", \"answer\": \"Delaware\"}]}")
                .post("/api/v1/ask")
                .then()
                .statusCode(200)
                .body("standalone", equalTo("What is the fee?"))
                .body("answer", containsString("$12,000"));
    }

    @Test
    void aLongerHistoryThanIsReadIsRefused() {
        String turn = "{\"question\": \"Why?\"},";
        given().contentType(ContentType.JSON)
                .body(
                        "{\"question\": \"Why?\", \"history\": ["
                                + turn.repeat(10)
                                + "{\"question\": \"Why?\"}]}")
                .post("/api/v1/ask")
                .then()
                .statusCode(400);
    }

    @Test
    void aComparisonAsksEachDocumentAndSaysWhichIsSilent() {
        UUID matter = agreement();
        UUID second =
                IndexedSample.put(
                        index,
                        model,
                        matter,
                        "second.txt",
                        "This Agreement is governed by the laws of the State of Nevada.");
        UUID silent =
                IndexedSample.put(
                        index, model, matter, "menu.txt", "Tomato soup with bread and butter.");
        String stream =
                given().contentType(ContentType.JSON)
                        .accept("text/event-stream")
                        .body(comparison(matter))
                        .post("/api/v1/ask")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString();
        assertTrue(stream.indexOf("event:progress") < stream.indexOf("event:evidence"), stream);
        var answer =
                given().contentType(ContentType.JSON)
                        .body(comparison(matter))
                        .post("/api/v1/ask")
                        .then()
                        .statusCode(200)
                        .body("outcome", equalTo("grounded"))
                        .body("perDocument", hasSize(3))
                        .body("answer", containsString("menu.txt: does not say."))
                        .extract()
                        .jsonPath();
        String of = "perDocument.find { it.documentId == '%s' }.%s";
        assertEquals("insufficient", answer.getString(of.formatted(silent.toString(), "outcome")));
        int sentence = answer.getInt(of.formatted(second.toString(), "sentences[0]"));
        assertTrue(answer.getString("sentences[" + sentence + "].text").contains("Nevada"));
        int citation = answer.getInt("sentences[" + sentence + "].citations[0]");
        assertEquals(second.toString(), answer.getString("citations[" + citation + "].documentId"));
    }

    private static String comparison(UUID matter) {
        return "{\"question\": \"Compare the governing law of these agreements\", \"compare\":"
                + " true, \"route\": \"extract\", \"collections\": [\""
                + matter
                + "\"]}";
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
