package org.carrel.grant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every call that the API describes has its scope. */
class CallsTest {

    private static final Path DESCRIBED = Path.of("..", "docs", "openapi.json");
    private static final Path REALM = Path.of("main", "resources", "launch", "realm.json");
    private static final Set<String> METHODS =
            Set.of("get", "head", "options", "post", "put", "patch", "delete");

    /** Calls that no system may make. */
    private static final Set<String> PERSONS =
            Set.of(
                    "POST /api/v1/break-glass",
                    "DELETE /api/v1/break-glass/{id}",
                    "POST /api/v1/break-glass/{id}/review");

    @TestFactory
    Stream<DynamicTest> noCallIsWithout() throws IOException {
        JsonNode paths = new ObjectMapper().readTree(DESCRIBED.toFile()).required("paths");
        return paths.properties().stream()
                .filter(path -> !Calls.isOpen(path.getKey()))
                .flatMap(path ->
                        path.getValue().properties().stream()
                                .filter(operation -> METHODS.contains(operation.getKey()))
                                .map(operation -> test(operation.getKey(), path.getKey())));
    }

    private static DynamicTest test(String operation, String path) {
        String method = operation.toUpperCase(Locale.ROOT);
        return dynamicTest(
                method + " " + path,
                () ->
                        assertEquals(
                                PERSONS.contains(method + " " + path),
                                Calls.scopes(method, path).isEmpty()));
    }

    @Test
    void theRealmKnowsEachScopeAndTheLauncherHasThemAll() throws IOException {
        JsonNode realm = new ObjectMapper().readTree(REALM.toFile());
        List<String> claims = Arrays.stream(Scope.values()).map(Scope::claim).toList();
        assertTrue(realm.required("clientScopes").findValuesAsText("name").containsAll(claims));
        for (JsonNode client : realm.required("clients")) {
            var held = new HashSet<String>();
            client.path("defaultClientScopes").forEach(scope -> held.add(scope.asText()));
            if (client.required("clientId").asText().equals("carrel-launcher")) {
                assertTrue(held.containsAll(claims));
            } else {
                assertFalse(held.contains(Scope.AUDIT.claim()), client::toString);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/v1/search, READ",
        "GET, /api/v1/documents/7/content, READ",
        "POST, /api/v1/ask, ASK",
        "POST, /api/v1/documents/7/summary, ASK",
        "GET, /api/v1/answers/7, ASK",
        "POST, /api/v1/collections/7/documents, WRITE",
        "PUT, /api/v1/documents/7/metadata/type, WRITE",
        "PATCH, /api/v1/uploads/7, WRITE",
        "HEAD, /api/v1/uploads/7, WRITE",
        "GET, /api/v1/audit/export, AUDIT",
        "POST, /api/v1/collections, MANAGE",
        "PUT, /api/v1/collections/7/members/8, MANAGE",
        "GET, /api/v1/collections/7/members, MANAGE",
        "GET, /api/v1/models, OPERATE",
        "PUT, /api/v1/models/active, OPERATE",
        "POST, /v1/chat/completions, ASK",
        "POST, /v1/embeddings, ASK",
        "GET, /v1/models/carrel, ASK",
    })
    void eachAreaHasItsOwn(String method, String path, Scope scope) {
        assertEquals(Set.of(scope), Calls.scopes(method, path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/nothing-yet",
                "/api/v1/audit",
                "/api/v1//audit/events",
                "/api/v1/documents;a=b/7",
                "/api/v1/documents/7;/content",
                "/api/v2/documents/7",
                "/v1/documents/7",
                "/",
            })
    void whatNoRowNamesIsOpenToNoSystem(String path) {
        assertEquals(Set.of(), Calls.scopes("GET", path));
    }
}
