package org.carrel.model;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** What an operator does with models, over HTTP. */
final class ModelCalls {

    static final String MODELS = "/api/v1/models";

    /** Rarely enough that the calls of a person who only waits are not too many. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private ModelCalls() {}

    static ValidatableResponse post(String path, Map<String, String> body) {
        return given().contentType(ContentType.JSON).body(body).post(MODELS + path).then();
    }

    /** Imports to the end. */
    static JsonPath imported(Map<String, String> order) {
        return ended(post("/imports", order).statusCode(202).extract().path("id"));
    }

    /** Evaluates to the end. */
    static JsonPath evaluated(String name) {
        return ended(
                post("/" + name + "/evaluations", Map.of()).statusCode(202).extract().path("id"));
    }

    static ValidatableResponse activate(Map<String, String> wanted) {
        return given().contentType(ContentType.JSON).body(wanted).put(MODELS + "/active").then();
    }

    /** A model's card. */
    static JsonPath card(String name) {
        JsonPath all = given().get(MODELS).then().statusCode(200).extract().jsonPath();
        return all.setRootPath("items.find { it.name == '" + name + "' }");
    }

    static JsonPath ended(String id) {
        await(() -> work(id).get("endedAt") != null);
        return work(id);
    }

    static JsonPath work(String id) {
        return given().get(MODELS + "/work/" + id).then().statusCode(200).extract().jsonPath();
    }

    static void await(BooleanSupplier condition) {
        assertTimeoutPreemptively(
                PATIENCE,
                () -> {
                    while (!condition.getAsBoolean()) {
                        LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
                    }
                });
    }
}
