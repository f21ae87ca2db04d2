package org.carrel.access;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.carrel.PostgresTestResource;
import org.carrel.audit.Audited;
import org.junit.jupiter.api.Test;

/** Who is turned away is recorded. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class DeniedRequestsTest {

    @Inject UnknownCallers unknown;

    @Test
    @TestSecurity(user = "eve", roles = "operator")
    void aCallThatTheRolesDoNotAllowIsRecordedWithItsRoute() {
        given().queryParam("actor", "somebody").get("/api/v1/audit/events").then().statusCode(403);
        assertEquals(Map.of("method", "GET", "route", "api/v1/audit/events"), newest().details());
        assertEquals("eve", newest().actor());
        given().get("/api/v1/documents/" + UUID.randomUUID()).then().statusCode(403);
        assertEquals("api/v1/documents/{id}", newest().details().get("route"));
    }

    @Test
    void callsOfNobodyAreCountedAndNotEntered() {
        unknown.record();
        int before = Audited.entries("access.unauthenticated").size();
        for (int i = 0; i < 3; i++) {
            given().get("/api/v1/audit/events").then().statusCode(401);
        }
        unknown.record();
        unknown.record();
        var entries = Audited.entries("access.unauthenticated");
        assertEquals(before + 1, entries.size());
        assertEquals(Map.of("calls", "3"), entries.getFirst().details());
    }

    private static Audited.Seen newest() {
        return Audited.entries("access.denied").getFirst();
    }
}
