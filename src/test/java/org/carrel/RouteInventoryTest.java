package org.carrel;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.http.ContentType;
import io.restassured.http.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Every call that the API describes needs a token and a role, but for those named here. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class RouteInventoryTest {

    private static final Set<String> PUBLIC = Set.of("GET /api/v1/config");
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    @Test
    void withoutATokenEveryCallAnswers401() {
        assertEvery(401);
    }

    @Test
    @TestSecurity(user = "nobody")
    void withoutARoleEveryCallAnswers403() {
        assertEvery(403);
    }

    @Test
    void whatIsPublicIsReallyThere() {
        given().get("/api/v1/config").then().statusCode(200);
    }

    @Test
    void metricsNeedAnOperator() {
        given().get("/q/metrics").then().statusCode(401);
    }

    @Test
    @TestSecurity(user = "otto", roles = "operator")
    void anOperatorReadsMetrics() {
        given().get("/q/metrics").then().statusCode(200);
    }

    private static void assertEvery(int status) {
        List<Executable> checks = new ArrayList<>();
        for (String route : routes()) {
            if (!PUBLIC.contains(route)) {
                checks.add(() -> assertEquals(status, call(route), route));
            }
        }
        assertFalse(checks.isEmpty());
        assertAll(checks);
    }

    private static int call(String route) {
        String[] parts = route.split(" ", 2);
        String path = parts[1].replaceAll("\\{[^}]+}", "7d2f6a54-4f1c-4c32-9a52-000000000000");
        var request = given();
        boolean uploads =
                parts[1].endsWith("/documents") && parts[0].equals("POST")
                        || parts[0].equals("PUT") && !parts[1].contains("/metadata/");
        if (uploads) {
            request = request.multiPart("file", "a.txt", new byte[] {65});
        } else if (!parts[0].equals("GET")) {
            request = request.contentType(ContentType.JSON).body("{}");
        }
        return request.request(Method.valueOf(parts[0]), path).statusCode();
    }

    private static List<String> routes() {
        Map<String, Map<String, Object>> paths =
                given().accept("application/json")
                        .queryParam("format", "json")
                        .get("/q/openapi")
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath()
                        .getMap("paths");
        List<String> routes = new ArrayList<>();
        paths.forEach((path, operations) ->
                operations.keySet().stream()
                        .filter(METHODS::contains)
                        .map(method -> method.toUpperCase(Locale.ROOT) + " " + path)
                        .forEach(routes::add));
        return routes;
    }
}
