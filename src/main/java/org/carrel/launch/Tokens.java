package org.carrel.launch;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Access tokens for the command line, from Keycloak, as the client `carrel-launcher`.
///
/// A token holds just the roles that it was asked for: each role is an optional client scope, and
/// the client has no role without one.
final class Tokens {
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private final Json json;
    private final String identity;
    private final String secret;
    private String current = "";
    private Instant renew = Instant.MIN;

    /// @param identity where Keycloak answers, up to its relative path
    Tokens(Json json, String identity, String secret) {
        this.json = json;
        this.identity = identity;
        this.secret = secret;
    }

    /// A token with all roles, good for half a minute at least. For any thread.
    synchronized String current() {
        if (Instant.now().isAfter(renew)) {
            Json.Reply reply = ask(EnumSet.allOf(Role.class));
            current = reply.body().required("access_token").asText();
            Duration life = Duration.ofSeconds(reply.body().required("expires_in").asLong());
            renew = Instant.now().plus(life).minus(MARGIN);
        }
        return current;
    }

    String with(Set<Role> roles) {
        return ask(roles).body().required("access_token").asText();
    }

    private Json.Reply ask(Set<Role> roles) {
        String scopes = roles.stream().map(role -> "role-" + role).collect(Collectors.joining(" "));
        Json.Reply reply =
                json.form(
                        identity + "/realms/carrel/protocol/openid-connect/token",
                        Map.of(
                                "grant_type",
                                "client_credentials",
                                "client_id",
                                RealmSetup.LAUNCHER_CLIENT,
                                "client_secret",
                                secret,
                                "scope",
                                scopes));
        if (!reply.ok()) {
            throw new LaunchFailure(
                    "Keycloak gave no token: status "
                            + reply.status()
                            + " "
                            + reply.body().path("error").asText());
        }
        return reply;
    }
}
