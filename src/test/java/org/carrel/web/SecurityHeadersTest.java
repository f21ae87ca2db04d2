package org.carrel.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.UUID;
import org.carrel.IndexedSample;
import org.carrel.PostgresTestResource;
import org.carrel.document.Upload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers are told with every kind of answer, and that no cookie signs anybody in. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class SecurityHeadersTest {

    private static final String EVIL = "https://evil.example";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/collections",
                "/carrel.svg",
                "/assets/absent.js",
                "/api/v1/config",
                "/api/v1/nothing",
                "/v1/models",
                "/api/v1/collections",
                "/api/v1/documents/no-id",
                "/q/health",
                "/q/openapi",
                "/nowhere.txt",
            })
    void everyKindOfAnswerHasThem(String path) {
        assertGuarded(given().get(path), path);
    }

    @Test
    @TestSecurity(user = "hedda", roles = "legal")
    void anOriginalRunsNothingInTheBrowser() {
        UUID collection = IndexedSample.matter("Headers");
        UUID page =
                Upload.of(collection, "page.html", "<script>alert(1)</script><p>Hello.</p>")
                        .ended()
                        .document();
        Response original = given().get("/api/v1/documents/" + page + "/content");
        original.then()
                .statusCode(200)
                .header("Cache-Control", containsString("no-store"))
                .header("Content-Disposition", containsString("attachment"));
        String policy = String.join(",", original.headers().getValues("Content-Security-Policy"));
        assertTrue(policy.contains("sandbox"), policy);
        assertGuarded(original, "original");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/v1/config", "/api/v1/nothing", "/api/v1/collections", "/v1/models"})
    void noAnswerOfTheApiIsKept(String path) {
        given().get(path).then().header("Cache-Control", containsString("no-store"));
    }

    /** So that another site can have a browser send nothing that is believed. */
    @Test
    @TestSecurity(user = "hedda", roles = "legal")
    void noCookieIsSet() {
        for (String path : new String[] {"/", "/api/v1/config", "/api/v1/me"}) {
            assertEquals(0, given().get(path).cookies().size(), path);
        }
    }

    @Test
    void noCookieSignsAnybodyIn() {
        for (String name :
                new String[] {"Authorization", "access_token", "q_session", "JSESSIONID"}) {
            given().cookie(name, "Bearer x").get("/api/v1/me").then().statusCode(401);
        }
    }

    @Test
    void anotherSiteIsNotLetToReadOrToSend() {
        Response asked =
                given().header("Origin", EVIL)
                        .header("Access-Control-Request-Method", "POST")
                        .header("Access-Control-Request-Headers", "authorization")
                        .options("/api/v1/collections");
        assertNull(asked.header("Access-Control-Allow-Origin"));
        assertNull(
                given().header("Origin", EVIL)
                        .get("/api/v1/config")
                        .header("Access-Control-Allow-Origin"));
    }

    /** What a form of another site can send without asking first. */
    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded"})
    @TestSecurity(user = "hedda", roles = "legal")
    void aFormIsNotTakenForJson(String type) {
        given().contentType(ContentType.fromContentType(type))
                .body("{\"name\": \"Forged\", \"kind\": \"matter\"}")
                .post("/api/v1/collections")
                .then()
                .statusCode(415);
    }

    private static void assertGuarded(Response answer, String what) {
        answer.then()
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("X-Frame-Options", equalTo("DENY"))
                .header("Referrer-Policy", equalTo("no-referrer"))
                .header("Permissions-Policy", containsString("camera=()"));
        String policy = String.join(",", answer.headers().getValues("Content-Security-Policy"));
        assertTrue(policy.contains("default-src"), what + ": " + policy);
    }
}
