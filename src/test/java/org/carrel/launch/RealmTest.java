package org.carrel.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the realm that the launcher makes allows, and what it records. */
class RealmTest {
    private static JsonNode realm;

    @BeforeAll
    static void read() throws IOException {
        realm = Json.MAPPER.readTree(Path.of("main/resources/launch/realm.json").toFile());
    }

    @Test
    void signingInIsHardened() {
        assertFalse(realm.required("registrationAllowed").asBoolean());
        assertFalse(realm.required("resetPasswordAllowed").asBoolean());
        assertTrue(realm.required("bruteForceProtected").asBoolean());
        assertTrue(realm.required("failureFactor").asInt() <= 10);
        String policy = realm.required("passwordPolicy").asText();
        assertTrue(policy.contains("length(12)") && policy.contains("notUsername"), policy);
        assertFalse(policy.contains("forceExpiredPasswordChange"), policy);
    }

    @Test
    void nobodySignsInOutsideOfTheBrowser() {
        for (JsonNode client : realm.required("clients")) {
            String id = client.required("clientId").asText();
            assertFalse(client.required("directAccessGrantsEnabled").asBoolean(), id);
            assertFalse(client.required("implicitFlowEnabled").asBoolean(), id);
            assertFalse(client.required("fullScopeAllowed").asBoolean(), id);
            assertEquals(
                    id.equals("carrel-ui"), client.required("standardFlowEnabled").asBoolean(), id);
        }
    }

    @Test
    void tokensAreShort() {
        assertTrue(realm.required("accessTokenLifespan").asInt() <= 300);
        assertTrue(realm.required("ssoSessionIdleTimeout").asInt() <= 1800);
        assertTrue(realm.required("ssoSessionMaxLifespan").asInt() <= 36_000);
    }

    @Test
    void onlyTheOwnOriginIsReturnedTo() {
        JsonNode page = client("carrel-ui");
        assertEquals(1, page.required("redirectUris").size());
        assertEquals("@ORIGIN@/*", page.required("redirectUris").get(0).asText());
        assertEquals(
                "S256",
                page.required("attributes").required("pkce.code.challenge.method").asText());
    }

    @Test
    void theServersClientReadsEventsAlone() {
        Set<String> roles = new HashSet<>();
        for (JsonNode user : realm.required("users")) {
            if (user.path("serviceAccountClientId").asText().equals("carrel-server")) {
                assertTrue(user.path("realmRoles").isMissingNode());
                user.required("clientRoles")
                        .required("realm-management")
                        .forEach(role -> roles.add(role.asText()));
            }
        }
        assertEquals(Set.of("view-events"), roles);
        client("carrel-server")
                .required("defaultClientScopes")
                .forEach(scope -> assertFalse(scope.asText().startsWith("carrel"), scope::asText));
    }

    @Test
    void whatTheServerTakesIntoItsLogIsKeptLongEnough() {
        assertTrue(realm.required("eventsEnabled").asBoolean());
        assertTrue(realm.required("adminEventsEnabled").asBoolean());
        assertTrue(realm.required("eventsExpiration").asLong() > 30L * 24 * 3600);
        Set<String> types = new HashSet<>();
        realm.required("enabledEventTypes").forEach(type -> types.add(type.asText()));
        assertTrue(types.containsAll(Set.of("LOGIN", "LOGIN_ERROR", "LOGOUT")));
    }

    private static JsonNode client(String id) {
        for (JsonNode client : realm.required("clients")) {
            if (client.required("clientId").asText().equals(id)) {
                return client;
            }
        }
        throw new AssertionError("no client " + id);
    }
}
