package org.carrel.collection;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.UUID;

/** What tests do with collections as the current test user. */
final class Shared {

    private Shared() {}

    static UUID patient(String name) {
        return UUID.fromString(
                post("/api/v1/collections", Map.of("name", name, "kind", "patient"))
                        .statusCode(201)
                        .extract()
                        .path("id"));
    }

    static ValidatableResponse grant(UUID collection, String kind, String name) {
        return post(
                "/api/v1/collections/" + collection + "/members",
                Map.of("principal", Map.of("kind", kind, "name", name), "reason", "Works on it"));
    }

    static ValidatableResponse post(String path, Map<String, ?> body) {
        return given().contentType(ContentType.JSON).body(body).post(path).then();
    }

    static int status(UUID collection) {
        return given().get("/api/v1/collections/" + collection).statusCode();
    }
}
