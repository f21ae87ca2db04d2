package org.carrel.audit;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
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

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class AuditResourceTest {

    private static final String EVENTS = "/api/v1/audit/events";

    @Inject AuditLog log;

    private final String actor = "actor-" + UUID.randomUUID();

    @Test
    @TestSecurity(user = "grace", roles = "compliance")
    void eventsComeNewestFirstAndOnlyThoseThatMatch() {
        log.recordNow(event("2026-01-01T00:00:00Z", "document.read", "c1", "d1"));
        log.recordNow(event("2026-01-02T00:00:00Z", "document.read", "c1", "d2"));
        log.recordNow(event("2026-01-03T00:00:00Z", "answer.ask", "c2", null));

        assertEquals(List.of("03", "02", "01"), days(Map.of()));
        assertEquals(List.of("02", "01"), days(Map.of("action", "document.read")));
        assertEquals(List.of("02", "01"), days(Map.of("collection", "c1")));
        assertEquals(List.of("02"), days(Map.of("document", "d2")));
        assertEquals(List.of("03", "02"), days(Map.of("from", "2026-01-02T00:00:00Z")));
        assertEquals(List.of("01"), days(Map.of("to", "2026-01-02T00:00:00Z")));
        assertEquals(List.of(), days(Map.of("collection", "c2", "document", "d1")));
        assertEquals(List.of(), days(Map.of("action", "' or true --")));
    }

    @Test
    @TestSecurity(user = "grace", roles = "compliance")
    void pagesFollowEachOtherWithoutOverlap() {
        for (int day = 1; day <= 5; day++) {
            log.recordNow(event("2026-01-0" + day + "T00:00:00Z", "a", null, null));
        }
        JsonPath first = page(Map.of("limit", "2"));
        assertEquals(List.of("05", "04"), days(first));
        JsonPath second = page(Map.of("limit", "2", "cursor", first.getString("next")));
        assertEquals(List.of("03", "02"), days(second));
        JsonPath third = page(Map.of("limit", "2", "cursor", second.getString("next")));
        assertEquals(List.of("01"), days(third));
        assertEquals(null, third.getString("next"));
    }

    @Test
    @TestSecurity(user = "grace", roles = "compliance")
    void anEventIsShownWhole() {
        log.recordNow(event("2026-01-01T00:00:00.000001Z", "document.read", "c1", "d1"));
        given().queryParam("actor", actor)
                .get(EVENTS)
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].sequence", greaterThan(0))
                .body("items[0].time", equalTo("2026-01-01T00:00:00.000001Z"))
                .body("items[0].outcome", equalTo("SUCCESS"))
                .body("items[0].collectionId", equalTo("c1"))
                .body("items[0].documentId", equalTo("d1"))
                .body("items[0].purpose", nullValue())
                .body("items[0].details.sha256", equalTo("ab"))
                .body("items[0].hash.length()", equalTo(64))
                .body("items[0].previousHash.length()", equalTo(64));
    }

    @Test
    @TestSecurity(user = "grace", roles = "compliance")
    void readingTheLogIsRecordedInIt() {
        given().queryParam("actor", actor).get(EVENTS).then().statusCode(200);
        given().queryParams(Map.of("actor", "grace", "action", "audit.read", "limit", "1"))
                .get(EVENTS)
                .then()
                .body("items[0].details.actor", equalTo(actor))
                .body("items[0].details.entries", equalTo("0"));
    }

    @Test
    @TestSecurity(user = "grace", roles = "compliance")
    void verificationSaysHowFarTheLogIsIntactAndIsRecorded() {
        log.recordNow(event("2026-01-01T00:00:00Z", "a", null, null));
        JsonPath verification =
                given().get("/api/v1/audit/verification")
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath();
        assertTrue(verification.getBoolean("intact"));
        given().queryParams(Map.of("action", "audit.verify", "limit", "1"))
                .get(EVENTS)
                .then()
                .body("items.details.intact", contains("true"))
                .body("items[0].previousHash", equalTo(verification.getString("head")));
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
    @CsvSource({"/api/v1/audit/events", "/api/v1/audit/verification"})
    @TestSecurity(
            user = "ada",
            roles = {"legal", "clinician", "operator"})
    void nobodyElseReadsTheLog(String path) {
        given().get(path).then().statusCode(403).contentType("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/audit/events", "/api/v1/audit/verification"})
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

    private List<String> days(Map<String, String> filter) {
        return days(page(filter));
    }

    private static List<String> days(JsonPath page) {
        List<String> times = page.getList("items.time");
        return times.stream().map(time -> time.substring(8, 10)).toList();
    }

    private AuditEvent event(
            String time, String action, @Nullable String collection, @Nullable String document) {
        return new AuditEvent(
                Instant.parse(time),
                actor,
                action,
                Outcome.SUCCESS,
                collection,
                document,
                null,
                Map.of("sha256", "ab"));
    }
}
