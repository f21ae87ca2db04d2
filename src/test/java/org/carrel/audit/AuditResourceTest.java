package org.carrel.audit;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.carrel.PostgresTestResource;
import org.carrel.compliance.AuditEvent;
import org.carrel.compliance.AuditEvent.Outcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class AuditResourceTest {

    private static final String EVENTS = "/api/v1/audit/events";

    @Inject AuditLog log;
    @Inject Subjects subjects;

    private final String actor = "actor-" + UUID.randomUUID();

    @Test
    @TestSecurity(user = "grace", roles = "compliance")
    void eventsComeNewestFirstAndOnlyThoseThatMatch() {
        log.recordNow(event("document.read", "c1", "d1"));
        log.recordNow(event("document.list", "c1", "d2"));
        log.recordNow(event("document.read", "c2", "d3"));
        String second = page(Map.of()).getString("items[1].time");

        assertEquals(List.of("d3", "d2", "d1"), documents(Map.of()));
        assertEquals(List.of("d3", "d1"), documents(Map.of("action", "document.read")));
        assertEquals(List.of("d2", "d1"), documents(Map.of("collection", "c1")));
        assertEquals(List.of("d2"), documents(Map.of("document", "d2")));
        assertEquals(List.of("d3", "d2"), documents(Map.of("from", second)));
        assertEquals(List.of("d1"), documents(Map.of("to", second)));
        assertEquals(List.of(), documents(Map.of("collection", "c2", "document", "d1")));
        assertEquals(List.of(), documents(Map.of("action", "' or true --")));
    }

    @Test
    @TestSecurity(user = "grace", roles = "compliance")
    void pagesFollowEachOtherWithoutOverlap() {
        for (int number = 1; number <= 5; number++) {
            log.recordNow(event("a", null, "d" + number));
        }
        JsonPath first = page(Map.of("limit", "2"));
        assertEquals(List.of("d5", "d4"), documents(first));
        JsonPath second = page(Map.of("limit", "2", "cursor", first.getString("next")));
        assertEquals(List.of("d3", "d2"), documents(second));
        JsonPath third = page(Map.of("limit", "2", "cursor", second.getString("next")));
        assertEquals(List.of("d1"), documents(third));
        assertEquals(null, third.getString("next"));
    }

    @Test
    @TestSecurity(user = "grace", roles = "compliance")
    void anEventIsShownWhole() {
        log.recordNow(event("document.read", "c1", "d1"), Personal.ofActor("question", "who?"));
        given().queryParam("actor", actor)
                .get(EVENTS)
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].sequence", greaterThan(0))
                .body("items[0].time", endsWith("Z"))
                .body("items[0].actor", equalTo(actor))
                .body("items[0].outcome", equalTo("SUCCESS"))
                .body("items[0].collectionId", equalTo("c1"))
                .body("items[0].documentId", equalTo("d1"))
                .body("items[0].purpose", nullValue())
                .body("items[0].details.sha256", equalTo("ab"))
                .body("items[0].personal.question.value", equalTo("who?"))
                .body("items[0].leafHash.length()", equalTo(64));
    }

    @Test
    @TestSecurity(user = "grace", roles = "compliance")
    void anErasedPersonIsShownAsErasedAndTheLogStaysIntact() {
        String document = UUID.randomUUID().toString();
        log.recordNow(event("document.read", "c1", document), Personal.ofActor("question", "who?"));
        String leaf = page(Map.of()).getString("items[0].leafHash");
        assertTrue(subjects.destroy(new Subjects.Name(Subjects.Kind.ACTOR, actor)));
        // The name leads nowhere any more; the entry is found by what else it says.
        assertEquals(List.of(), documents(Map.of()));
        given().queryParam("document", document)
                .get(EVENTS)
                .then()
                .body("items[0].leafHash", equalTo(leaf))
                .body("items[0].actor", nullValue())
                .body("items[0].personal.actor.state", equalTo("erased"))
                .body("items[0].personal.question.state", equalTo("erased"))
                .body("items[0].personal.question.value", nullValue());
        boolean intact = given().get("/api/v1/audit/verification").then().extract().path("intact");
        assertTrue(intact, "every hash still holds");
    }

    @Test
    @TestSecurity(user = "grace", roles = "compliance")
    void whoActsAgainAfterErasureIsANewSubject() {
        log.recordNow(event("a", null, "before"));
        assertTrue(subjects.destroy(new Subjects.Name(Subjects.Kind.ACTOR, actor)));
        log.recordNow(event("a", null, "after"));
        assertEquals(List.of("after"), documents(Map.of()));
    }

    @Test
    @TestSecurity(user = "grace", roles = "compliance")
    void readingTheLogIsRecordedInIt() {
        given().queryParam("actor", actor).get(EVENTS).then().statusCode(200);
        given().queryParams(Map.of("actor", "grace", "action", "audit.read", "limit", "1"))
                .get(EVENTS)
                .then()
                .body("items[0].personal.wantedActor.value", equalTo(actor))
                .body("items[0].details.actor", nullValue())
                .body("items[0].details.entries", equalTo("0"));
    }

    @Test
    @TestSecurity(user = "grace", roles = "compliance")
    void verificationSaysHowFarTheLogIsIntactAndIsRecorded() {
        log.recordNow(event("a", null, null));
        JsonPath verification =
                given().get("/api/v1/audit/verification")
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath();
        assertTrue(verification.getBoolean("intact"));
        assertEquals(64, verification.getString("head").length());
        given().queryParams(Map.of("action", "audit.verify", "limit", "1"))
                .get(EVENTS)
                .then()
                .body("items.details.intact", contains("true"))
                .body("items.details.sequence", contains(verification.getString("sequence")));
    }

    @Test
    @TestSecurity(user = "grace", roles = "compliance")
    void aSignedStateIsGivenListedAndRecorded() {
        log.recordNow(event("a", null, null));
        String note =
                given().get("/api/v1/audit/checkpoint")
                        .then()
                        .statusCode(200)
                        .contentType("text/plain")
                        .extract()
                        .asString();
        String size = note.split("\n")[1];
        JsonPath list =
                given().queryParam("limit", 500)
                        .get("/api/v1/audit/checkpoints")
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath();
        assertTrue(list.getList("items.note").contains(note));
        assertTrue(list.getString("key").startsWith(note.split("\n")[0] + "+"));
        assertEquals(
                note, given().queryParam("size", size).get("/api/v1/audit/checkpoint").asString());
        given().queryParam("size", Long.MAX_VALUE)
                .get("/api/v1/audit/checkpoint")
                .then()
                .statusCode(404);
        given().contentType("application/octet-stream")
                .body(note.getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/audit/checkpoint/witness")
                .then()
                .statusCode(400)
                .body("detail", equalTo("No line is by a key in carrel.audit.witnesses."));
        given().queryParams(Map.of("action", "audit.checkpoint", "limit", "1"))
                .get(EVENTS)
                .then()
                .body("items[0].details.size", equalTo(size));
    }

    @Test
    @TestSecurity(user = "grace", roles = "compliance")
    void anExportIsRecordedBeforeItIsGiven() {
        log.recordNow(event("a", null, null));
        byte[] zip =
                given().queryParam("actor", actor)
                        .get("/api/v1/audit/export")
                        .then()
                        .statusCode(200)
                        .contentType("application/zip")
                        .extract()
                        .asByteArray();
        assertEquals("PK", new String(zip, 0, 2, StandardCharsets.US_ASCII));
        given().queryParams(Map.of("action", "audit.export", "limit", "1"))
                .get(EVENTS)
                .then()
                .body("items[0].personal.wantedActor.value", equalTo(actor));
    }

    @ParameterizedTest
    @CsvSource({
        "package,application/zip,zip",
        "csv,text/csv;charset=UTF-8;header=present,csv",
        "cef,text/plain;charset=UTF-8,cef",
        "fhir,application/fhir+ndjson,ndjson",
        "atna,text/plain;charset=UTF-8,atna"
    })
    @TestSecurity(user = "grace", roles = "compliance")
    void anExportComesInTheFormAskedFor(String format, String type, String extension) {
        log.recordNow(event("document.read", "c1", "d1"), Personal.ofActor("question", "who?"));
        Map<String, String> asked = Map.of("actor", actor, "format", format);
        String named =
                given().queryParams(asked)
                        .get("/api/v1/audit/export")
                        .then()
                        .statusCode(200)
                        .header("Content-Type", equalTo(type))
                        .header("Content-Disposition", endsWith("." + extension + "\""))
                        .extract()
                        .asString();
        String unnamed =
                given().queryParams(asked)
                        .queryParam("personal", "false")
                        .get("/api/v1/audit/export")
                        .asString();
        if (!format.equals("package")) {
            assertTrue(named.contains(actor), named);
            assertFalse(unnamed.contains(actor), unnamed);
            assertEquals(named.lines().count(), unnamed.lines().count());
        }
        given().queryParams(Map.of("action", "audit.export", "limit", "1"))
                .get(EVENTS)
                .then()
                .body("items[0].details.format", equalTo(format))
                .body("items[0].details.personal", equalTo("false"));
    }

    @Test
    @TestSecurity(user = "grace", roles = "compliance")
    void anExportInTheBackgroundIsOrderedFollowedFetchedAndDropped() {
        log.recordNow(event("document.read", "c1", "d1"));
        String job =
                given().contentType("application/json")
                        .body(Map.of("format", "csv", "filter", Map.of("actor", actor)))
                        .post("/api/v1/audit/exports")
                        .then()
                        .statusCode(202)
                        .body("items", hasSize(0))
                        .extract()
                        .header("Location");
        String state = "queued";
        while (List.of("queued", "running").contains(state)) {
            state = given().get(job).then().statusCode(200).extract().path("state");
        }
        assertEquals("succeeded", state);
        String result = given().get(job).then().extract().path("result");
        String csv =
                given().get(result)
                        .then()
                        .statusCode(200)
                        .header("Content-Type", equalTo("text/csv;charset=UTF-8;header=present"))
                        .extract()
                        .asString();
        assertEquals(2, csv.lines().count(), csv);
        assertTrue(csv.contains(actor), csv);
        given().get("/api/v1/audit/exports")
                .then()
                .body("items.id", hasItem(job.substring(job.lastIndexOf('/') + 1)));
        given().delete(job).then().statusCode(204);
        given().get(job).then().statusCode(404);
        given().get(result).then().statusCode(404);
        for (String action : List.of("audit.export", "audit.download", "audit.drop")) {
            given().queryParams(Map.of("action", action, "actor", "grace", "limit", "1"))
                    .get(EVENTS)
                    .then()
                    .body("items", hasSize(1));
        }
    }

    @Test
    @TestSecurity(user = "grace", roles = "compliance")
    void anOrderThatCannotBeUsedIsRefusedAtOnce() {
        for (Map<String, Object> order :
                List.<Map<String, Object>>of(
                        Map.of("format", "xls"), Map.of("filter", Map.of("from", "yesterday")))) {
            given().contentType("application/json")
                    .body(order)
                    .post("/api/v1/audit/exports")
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json");
        }
        given().get("/api/v1/audit/exports/" + UUID.randomUUID()).then().statusCode(404);
    }

    @Test
    @TestSecurity(user = "grace", roles = "compliance")
    void aCheckpointIsPrinted() {
        log.recordNow(event("a", null, null));
        given().get("/api/v1/audit/checkpoint/code")
                .then()
                .statusCode(200)
                .contentType("image/svg+xml")
                .body(containsString("<path"));
    }

    @Test
    @TestSecurity(user = "grace", roles = "compliance")
    void aFormThatThereIsNotIsNamed() {
        given().queryParam("format", "xls")
                .get("/api/v1/audit/export")
                .then()
                .statusCode(400)
                .body("detail", startsWith("format is none of package, csv"));
    }

    @ParameterizedTest
    @CsvSource({
        "limit,0",
        "limit,501",
        "limit,many",
        "cursor,-1",
        "cursor,99999999999999999999",
        "from,yesterday",
        "to,2026-01-01",
        "actor,a\0b"
    })
    @TestSecurity(user = "grace", roles = "compliance")
    void aFilterThatCannotBeUsedIsNamed(String name, String value) {
        given().queryParam(name, value)
                .get(EVENTS)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", startsWith(name + " "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/audit/events",
                "/api/v1/audit/verification",
                "/api/v1/audit/checkpoint",
                "/api/v1/audit/checkpoints",
                "/api/v1/audit/checkpoint/code",
                "/api/v1/audit/export",
                "/api/v1/audit/exports",
                "/api/v1/audit/exports/00000000-0000-0000-0000-000000000000/content"
            })
    @TestSecurity(
            user = "ada",
            roles = {"legal", "clinician", "operator"})
    void nobodyElseReadsTheLog(String path) {
        given().get(path).then().statusCode(403).contentType("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/audit/events",
                "/api/v1/audit/verification",
                "/api/v1/audit/checkpoint",
                "/api/v1/audit/checkpoints",
                "/api/v1/audit/checkpoint/code",
                "/api/v1/audit/export",
                "/api/v1/audit/exports",
                "/api/v1/audit/exports/00000000-0000-0000-0000-000000000000/content"
            })
    void nobodyReadsTheLogUnnamed(String path) {
        given().get(path).then().statusCode(401);
    }

    private JsonPath page(Map<String, String> filter) {
        return given().queryParam("actor", actor)
                .queryParams(filter)
                .get(EVENTS)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private List<String> documents(Map<String, String> filter) {
        return documents(page(filter));
    }

    private static List<String> documents(JsonPath page) {
        return page.getList("items.documentId");
    }

    private AuditEvent event(
            String action, @Nullable String collection, @Nullable String document) {
        return new AuditEvent(
                Instant.now(),
                actor,
                action,
                Outcome.SUCCESS,
                collection,
                document,
                null,
                Map.of("sha256", "ab"));
    }
}
