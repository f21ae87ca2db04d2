package org.carrel.grant;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.SecurityAttribute;
import io.quarkus.test.security.TestSecurity;
import io.restassured.http.ContentType;
import java.util.Map;
import org.carrel.PostgresTestResource;
import org.carrel.audit.Audited;
import org.junit.jupiter.api.Test;

/** Tokens of systems do what their scope says, whatever the roles; those of people do all. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class GrantsTest {

    private static final String INSUFFICIENT = "urn:carrel:problem:insufficient-scope";

    @Test
    @TestSecurity(
            user = "mailroom",
            roles = {"legal", "compliance"},
            augmentors = SignIns.class,
            attributes = {
                @SecurityAttribute(key = SignIns.CLIENT, value = "mailroom"),
                @SecurityAttribute(key = SignIns.SCOPE, value = "profile carrel:read")
            })
    void aSystemDoesWhatItsScopeGrantsAndNoMore() {
        given().get("/api/v1/collections").then().statusCode(200);
        given().get("/api/v1/me").then().statusCode(200);
        given().get("/api/v1/audit/events")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .header(
                        "WWW-Authenticate",
                        "Bearer error=\"insufficient_scope\", scope=\"carrel:audit\"")
                .body("type", equalTo(INSUFFICIENT));
        given().contentType(ContentType.JSON)
                .body(Map.of("name", "Forbidden", "kind", "matter"))
                .post("/api/v1/collections")
                .then()
                .statusCode(403)
                .body("type", equalTo(INSUFFICIENT));
        var denied = Audited.entries("access.denied").getFirst();
        assertEquals(Map.of("method", "POST", "route", "api/v1/collections"), denied.details());
    }

    @Test
    @TestSecurity(
            user = "scopeless",
            roles = {"legal", "clinician", "compliance", "operator"},
            augmentors = SignIns.class,
            attributes = {
                @SecurityAttribute(key = SignIns.CLIENT, value = "scopeless"),
                @SecurityAttribute(
                        key = SignIns.SCOPE,
                        value = "openid profile carrel:everything xcarrel:read")
            })
    void aSystemWithoutAnyMayDoNothing() {
        for (String path : new String[] {"me", "collections", "document-types", "audit/events"}) {
            given().get("/api/v1/" + path)
                    .then()
                    .statusCode(403)
                    .body("type", equalTo(INSUFFICIENT));
        }
    }

    @Test
    @TestSecurity(
            user = "unnamed",
            roles = "legal",
            augmentors = SignIns.class,
            attributes = {
                @SecurityAttribute(key = SignIns.CLIENT, value = ""),
                @SecurityAttribute(key = SignIns.SCOPE, value = "openid")
            })
    void aTokenThatNamesNoClientIsTakenForASystems() {
        given().get("/api/v1/collections").then().statusCode(403);
    }

    @Test
    @TestSecurity(
            user = "paula",
            roles = "legal",
            augmentors = SignIns.class,
            attributes = @SecurityAttribute(key = SignIns.AGO, value = SignIns.JUST_NOW))
    void aPersonDoesWhatTheirRolesAllow() {
        given().get("/api/v1/collections").then().statusCode(200);
    }

    @Test
    @TestSecurity(
            user = "petra",
            roles = "compliance",
            augmentors = SignIns.class,
            attributes = @SecurityAttribute(key = SignIns.AGO, value = SignIns.JUST_NOW))
    void aFreshSignInIsEnoughForAnExport() {
        given().get("/api/v1/audit/events").then().statusCode(200);
        given().get("/api/v1/audit/export").then().statusCode(200);
    }

    @Test
    @TestSecurity(
            user = "piet",
            roles = "compliance",
            augmentors = SignIns.class,
            attributes = @SecurityAttribute(key = SignIns.AGO, value = "PT1H"))
    void anOlderOneIsNotAndTheAnswerSaysWhatIs() {
        given().get("/api/v1/audit/events").then().statusCode(200);
        given().get("/api/v1/audit/export")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header(
                        "WWW-Authenticate",
                        "Bearer error=\"insufficient_user_authentication\", max_age=\"300\"")
                .body("type", equalTo("urn:carrel:problem:step-up-required"));
    }

    @Test
    @TestSecurity(
            user = "auditor",
            roles = "compliance",
            augmentors = SignIns.class,
            attributes = {
                @SecurityAttribute(key = SignIns.CLIENT, value = "auditor"),
                @SecurityAttribute(key = SignIns.SCOPE, value = "carrel:audit")
            })
    void aSystemIsNotAskedToSignInAgain() {
        given().get("/api/v1/audit/events").then().statusCode(200);
        given().get("/api/v1/audit/export").then().statusCode(200);
    }
}
