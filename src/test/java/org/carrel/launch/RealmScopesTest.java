package org.carrel.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RealmScopesTest {
    private static final String SCOPES = "/client-scopes";
    private static final String GRANT = "PUT /clients/7/default-client-scopes/";

    private final FakeServer keycloak = new FakeServer();
    private final Json json = new Json();

    @AfterEach
    void close() {
        json.close();
        keycloak.close();
    }

    @Test
    void anOlderRealmGetsWhatCameSince() throws Exception {
        String before = "[{\"name\":\"carrel:read\",\"id\":\"1\"}]";
        String after = before.replace("]", ",{\"name\":\"carrel:ask\",\"id\":\"2\"}]");
        keycloak.answer("GET " + SCOPES, 200, before)
                .answer("GET " + SCOPES, 200, after)
                .answer("POST " + SCOPES, 201, "")
                .answer("GET /clients?clientId=carrel-launcher", 200, "[{\"id\":\"7\"}]")
                .answer(GRANT + "1", 204, "")
                .answer(GRANT + "2", 204, "");

        new RealmScopes(json, keycloak.url(), wanted()).ensure("t");

        assertEquals(1, keycloak.asked("POST " + SCOPES).size());
        assertEquals(
                "{\"name\":\"carrel:ask\"}", keycloak.asked("POST " + SCOPES).getFirst().body());
        assertEquals(1, keycloak.asked(GRANT + "1").size());
        assertEquals(1, keycloak.asked(GRANT + "2").size());
    }

    @Test
    void aRealmThatHasThemAllIsLeftAlone() throws Exception {
        keycloak.answer(
                "GET " + SCOPES,
                200,
                "[{\"name\":\"carrel:read\",\"id\":\"1\"},{\"name\":\"carrel:ask\",\"id\":\"2\"}]");

        new RealmScopes(json, keycloak.url(), wanted()).ensure("t");

        assertEquals(0, keycloak.asked("GET /clients?clientId=carrel-launcher").size());
    }

    private static JsonNode wanted() throws Exception {
        return Json.MAPPER.readTree(
                "{\"clientScopes\":[{\"name\":\"basic\"},{\"name\":\"carrel:read\"},"
                        + "{\"name\":\"carrel:ask\"}],\"clients\":[{\"clientId\":\"carrel-launcher\","
                        + "\"defaultClientScopes\":[\"basic\",\"carrel:read\",\"carrel:ask\"]}]}");
    }
}
