package org.carrel.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokensTest {
    private static final String TOKEN = "POST /auth/realms/carrel/protocol/openid-connect/token";

    private final FakeServer keycloak = new FakeServer();
    private final Json json = new Json();
    private final Tokens tokens = new Tokens(json, keycloak.url() + "/auth", "s3cret");

    @AfterEach
    void close() {
        json.close();
        keycloak.close();
    }

    @Test
    void oneRoleIsAskedForByItsScopeAlone() {
        keycloak.answer(TOKEN, 200, "{\"access_token\":\"t1\",\"expires_in\":300}");

        assertEquals("t1", tokens.with(EnumSet.of(Role.legal)));

        String form = keycloak.asked(TOKEN).getFirst().body();
        assertTrue(form.contains("scope=role-legal"), form);
        assertTrue(form.contains("client_secret=s3cret"), form);
        assertEquals(-1, form.indexOf("operator"));
    }

    @Test
    void aTokenIsUsedAgainUntilShortlyBeforeItsEnd() {
        keycloak.answer(TOKEN, 200, "{\"access_token\":\"t1\",\"expires_in\":300}")
                .answer(TOKEN, 200, "{\"access_token\":\"t2\",\"expires_in\":300}");

        assertEquals("t1", tokens.current());
        assertEquals("t1", tokens.current());
    }

    @Test
    void aTokenAboutToEndIsReplaced() {
        keycloak.answer(TOKEN, 200, "{\"access_token\":\"t1\",\"expires_in\":10}")
                .answer(TOKEN, 200, "{\"access_token\":\"t2\",\"expires_in\":300}");

        assertEquals("t1", tokens.current());
        assertEquals("t2", tokens.current());
    }

    @Test
    void aRefusalIsToldWithoutTheSecret() {
        keycloak.answer(TOKEN, 401, "{\"error\":\"unauthorized_client\"}");

        LaunchFailure refused = assertThrows(LaunchFailure.class, tokens::current);

        assertEquals(
                "Keycloak gave no token: status 401 unauthorized_client", refused.getMessage());
    }
}
