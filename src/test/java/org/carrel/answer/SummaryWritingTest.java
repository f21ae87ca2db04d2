package org.carrel.answer;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.security.TestSecurity;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.carrel.IndexedSample;
import org.carrel.PostgresTestResource;
import org.carrel.document.Upload;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a model may do to a summary, and who waits for it. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@TestProfile(ScriptedModel.Profile.class)
@TestSecurity(user = "ann", roles = "legal")
class SummaryWritingTest {

    private static final String AGREEMENT =
            "SERVICES AGREEMENT\n\nThis Services Agreement is entered into between Northwind Ltd."
                    + " (\"Client\") and Contoso Inc. (\"Provider\").\n\n1. Payment. Client shall pay"
                    + " Provider a fee of $12,000 per month within thirty days of receipt of an"
                    + " invoice.\n\n2. Governing Law. This Agreement is governed by the laws of the"
                    + " State of Delaware.\n";
    private static final String TRUE =
            "This Agreement is governed by the laws of the State of Delaware. ";

    @Inject ScriptedModel.Installed installed;
    @Inject AgroalDataSource database;

    private UUID matter = new UUID(0, 0);
    private String path = "";

    @BeforeEach
    void agreement() {
        matter = IndexedSample.matter("Summaries");
        path = Upload.of(matter, "agreement.txt", AGREEMENT).ended().path() + "/summary";
    }

    @Test
    void oneMoreThanCanBeMadeIsToldWhenToComeAgainAndIsRecorded() throws Exception {
        installed.scripted().write(ScriptedModel.WAIT);
        try (Client one = listening();
                Client two = listening()) {
            one.hears("section");
            two.hears("section");
            for (String accept : new String[] {"application/json", "text/event-stream"}) {
                int before = audited().count("question.refused");
                summary(accept, "{}")
                        .then()
                        .statusCode(429)
                        .header("Retry-After", equalTo("10"))
                        .contentType("application/problem+json")
                        .body("type", equalTo("urn:carrel:problem:busy"));
                assertEquals(before + 1, audited().count("question.refused"));
                assertTrue(audited().last("question.refused").contains("problem:busy"));
            }
        }
        Client.await(() -> summary("application/json", "{}").statusCode() == 200);
        Client.await(() -> installed.scripted().live() == 0);
    }

    @Test
    void aClientThatLeavesStopsTheModelAndGivesItsTurnBack() throws Exception {
        installed.scripted().write("The fee", ScriptedModel.WAIT);
        // More often than there are turns.
        for (int i = 0; i < 4; i++) {
            String accept = i % 2 == 0 ? "text/event-stream" : "application/json";
            int before = audited().count("summary.worded");
            try (Client client = Client.asking(path, accept, "{\"wording\": true}")) {
                Client.await(() -> installed.scripted().isWriting());
            }
            Client.await(() -> installed.scripted().live() == 0);
            Client.await(() -> summary("application/json", "{}").statusCode() == 200);
            assertEquals(before, audited().count("summary.worded"));
        }
    }

    @Test
    void aFullQueueOfTheModelIsAProblemToo() throws Exception {
        installed.scripted().write(ScriptedModel.WAIT);
        try (Client running = asking()) {
            running.hears("evidence");
            Client.await(() -> installed.scripted().isWriting());
            try (Client waiting = asking()) {
                waiting.hears("evidence");
                Client.await(() -> installed.scripted().live() == 2);
                int before = audited().count("summary.shown");
                summary("application/json", "{\"wording\": true}")
                        .then()
                        .statusCode(429)
                        .header("Retry-After", equalTo("7"))
                        .body("type", equalTo("urn:carrel:problem:busy"));
                String stream = summary("text/event-stream", "{\"wording\": true}").asString();
                assertTrue(stream.contains("event:error"), stream);
                assertTrue(stream.contains("urn:carrel:problem:busy"), stream);
                assertEquals(before + 2, audited().count("summary.shown"));
            }
        }
        Client.await(() -> installed.scripted().live() == 0);
    }

    @Test
    void whatAModelSaysAgainAndAgainIsSaidOnce() {
        installed.scripted().write(Collections.nCopies(40, TRUE));
        worded().body(
                        "sentences.findAll { it.made == 'worded' }.text.unique()",
                        equalTo(List.of(TRUE.strip())))
                .body("sections.find { it.id == 'law' }.sentences.size()", equalTo(1));
    }

    @Test
    void ofNothingOfGarbageAndOfWhatBreaksOffTheQuotesRemain() {
        for (String written : new String[] {"", "@@ \uFFFD <|end|> lorem.", "The law of Nev"}) {
            installed.scripted().write(written);
            worded().body("sentences.made", everyItem(equalTo("quoted")))
                    .body("sentences.text", hasItem(TRUE.strip()));
        }
    }

    @Test
    void aModelThatFailsIsAProblemAndWhatWasShownIsRecorded() throws Exception {
        installed.scripted().write(ScriptedModel.FAIL);
        int before = audited().count("summary.shown");
        summary("application/json", "{\"wording\": true}")
                .then()
                .statusCode(500)
                .body("type", equalTo("urn:carrel:problem:internal"));
        String stream = summary("text/event-stream", "{\"wording\": true}").asString();
        assertTrue(stream.contains("urn:carrel:problem:internal"), stream);
        assertEquals(before + 2, audited().count("summary.shown"));
    }

    private ValidatableResponse worded() {
        return summary("application/json", "{\"wording\": true, \"style\": \"sections\"}")
                .then()
                .statusCode(200)
                .body("outcome", equalTo("grounded"));
    }

    private Response summary(String accept, String body) {
        return given().contentType(ContentType.JSON).accept(accept).body(body).post(path);
    }

    private Client listening() throws IOException {
        return Client.listening(path, "{\"wording\": true}");
    }

    private Client asking() throws IOException {
        return Client.listening(
                "/api/v1/ask",
                "{\"question\": \"What is the fee?\", \"route\": \"generate\","
                        + " \"collections\": [\""
                        + matter
                        + "\"]}");
    }

    private AuditEntries audited() {
        return new AuditEntries(database);
    }
}
