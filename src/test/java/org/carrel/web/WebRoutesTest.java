package org.carrel.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.carrel.PostgresTestResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class WebRoutesTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/signin/callback", "/collections/1/documents/2/v/1"})
    void everyPageAddressAnswersTheOnePage(String address) {
        given().get(address)
                .then()
                .statusCode(200)
                .contentType("text/html")
                .header("Cache-Control", "no-cache")
                .header("Content-Security-Policy", containsString("default-src 'self'"))
                .body(containsString("<title>Carrel</title>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/auth/admin/",
                "/auth/admin/realms/carrel/users",
                "/auth/realms/master",
                "/auth/realms/carrel/../master",
                "/auth/resources/../admin/",
                "/auth/realms/carrel%2f..%2fmaster",
                "/auth/metrics"
            })
    void theAdministrationOfTheIdentityProviderIsNotReachable(String path) {
        given().urlEncodingEnabled(false).get(path).then().statusCode(404).body(equalTo(""));
    }

    @Test
    void anUnknownCallIsAProblemAndNotAPage() {
        given().get("/api/v1/nothing")
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
    }
}
