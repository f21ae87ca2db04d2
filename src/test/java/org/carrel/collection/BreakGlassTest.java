package org.carrel.collection;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.carrel.IndexedSample;
import org.carrel.PostgresTestResource;
import org.carrel.SignedIn;
import org.carrel.access.Access;
import org.carrel.audit.Audited;
import org.carrel.document.Upload;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@TestSecurity(user = "doctor", roles = "clinician")
class BreakGlassTest {

    private static final String NOTE = "The patient takes warfarin, 5 mg each evening.";

    @Test
    void anEmergencyOpensARecordAndEveryAnswerSaysSo() {
        UUID record = record("Ada Quill");
        SignedIn.as("nurse", "clinician");
        assertEquals(404, Shared.status(record));
        String emergency = open("Ada Quill").statusCode(201).extract().path("id");
        ask(record)
                .statusCode(200)
                .header(Access.BREAK_GLASS_HEADER, emergency)
                .body("outcome", equalTo("grounded"));
        given().get("/api/v1/collections/" + record)
                .then()
                .statusCode(200)
                .body("breakGlass", equalTo(emergency))
                .body("breakGlassEndsAt", notNullValue())
                .body("steward", equalTo(false));
        Audited.Seen asked =
                Audited.entries("answer.complete").stream()
                        .filter(each -> record.toString().equals(each.collectionId()))
                        .findFirst()
                        .orElseThrow();
        assertEquals(emergency, asked.details().get("breakGlass"));
    }

    @Test
    void membersAnswersSayNothingOfIt() {
        UUID record = record("Bea Quill");
        ask(record).statusCode(200).header(Access.BREAK_GLASS_HEADER, nullValue());
    }

    @Test
    void itIsGivenBack() {
        UUID record = record("Cyd Quill");
        SignedIn.as("nurse", "clinician");
        String emergency = open("Cyd Quill").statusCode(201).extract().path("id");
        given().delete("/api/v1/break-glass/" + emergency).then().statusCode(204);
        assertEquals(404, Shared.status(record));
    }

    @Test
    void complianceReviewsAndWhatWasUnjustifiedEndsAtOnce() {
        UUID record = record("Dot Quill");
        SignedIn.as("nurse", "clinician");
        String emergency = open("Dot Quill").statusCode(201).extract().path("id");
        SignedIn.as("nurse", "clinician", "compliance");
        review(emergency, "justified").statusCode(403);
        SignedIn.as("cora", "compliance");
        given().get("/api/v1/break-glass").then().body("items.id", hasItem(emergency));
        review(emergency, "unjustified")
                .statusCode(200)
                .body("verdict", equalTo("unjustified"))
                .body("subject", equalTo("nurse"));
        review(emergency, "justified").statusCode(409);
        given().get("/api/v1/break-glass").then().body("items.id", not(hasItem(emergency)));
        SignedIn.as("nurse", "clinician");
        assertEquals(404, Shared.status(record));
    }

    @Test
    void aWallHoldsInAnEmergency() {
        UUID record = record("Eli Quill");
        SignedIn.as("cora", "compliance");
        Shared.post(
                        "/api/v1/walls",
                        Map.of(
                                "collection",
                                record,
                                "principal",
                                Map.of("kind", "subject", "name", "nurse"),
                                "reason",
                                "A relative"))
                .statusCode(201);
        SignedIn.as("nurse", "clinician");
        open("Eli Quill").statusCode(404);
        open("Nobody of this name").statusCode(404);
        assertEquals(404, Shared.status(record));
    }

    @Test
    void itTakesAReasonAnAttestationAPurposeAndThePatientsRole() {
        record("Fay Quill");
        SignedIn.as("nurse", "clinician");
        open("Fay Quill", Map.of("reason", "short")).statusCode(400);
        open("Fay Quill", Map.of("attested", false)).statusCode(400);
        given().contentType(ContentType.JSON)
                .body(emergency("Fay Quill"))
                .post("/api/v1/break-glass")
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:carrel:problem:purpose-required"));
        SignedIn.as("lawyer", "legal");
        open("Fay Quill").statusCode(403);
    }

    @Test
    void noMatterIsOpenedByIt() {
        SignedIn.as("stewart", "legal");
        IndexedSample.matter("Quill versus Quill");
        SignedIn.as("nurse", "clinician");
        open("Quill versus Quill").statusCode(404);
    }

    @Test
    void aPatientsRecordIsOpenedForAStatedPurpose() {
        UUID record = record("Gus Quill");
        given().contentType(ContentType.JSON)
                .body(Map.of("query", "warfarin", "collections", new UUID[] {record}))
                .post("/api/v1/search")
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:carrel:problem:purpose-required"));
        given().get("/api/v1/collections/" + record + "/documents").then().statusCode(403);
    }

    private static UUID record(String name) {
        SignedIn.as("doctor", "clinician");
        UUID record = Shared.patient(name);
        Upload.of(record, "note.txt", NOTE).ended();
        return record;
    }

    private static ValidatableResponse open(String name) {
        return open(name, Map.of());
    }

    private static ValidatableResponse open(String name, Map<String, ?> instead) {
        Map<String, Object> body = new HashMap<>(emergency(name));
        body.putAll(instead);
        return given().header("Purpose-Of-Use", "ETREAT")
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/break-glass")
                .then();
    }

    private static Map<String, ?> emergency(String name) {
        return Map.of(
                "name", name, "reason", "Unconscious in the emergency room", "attested", true);
    }

    private static ValidatableResponse ask(UUID record) {
        return given().header("Purpose-Of-Use", "ETREAT")
                .contentType(ContentType.JSON)
                .body(
                        Map.of(
                                "question", "Which dose of warfarin does the patient take?",
                                "collections", new UUID[] {record},
                                "route", "extract"))
                .post("/api/v1/ask")
                .then();
    }

    private static ValidatableResponse review(String emergency, String verdict) {
        return Shared.post(
                "/api/v1/break-glass/" + emergency + "/review",
                Map.of("verdict", verdict, "note", "Looked at the record and the ward's list"));
    }
}
