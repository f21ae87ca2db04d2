package org.carrel.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// Makes the realm `carrel` in Keycloak and keeps it fitting, through the Admin REST API.
///
/// The whole realm is made in one call, hence in one transaction: it is there complete or not at
/// all. That call is made as Keycloak's temporary bootstrap client, which is deleted right after.
/// From then on the launcher acts as `carrel-setup`, whose service account can manage this realm's
/// users and clients and nothing else. Every step can be repeated.
final class RealmSetup {
    static final String BOOTSTRAP_CLIENT = "carrel-bootstrap";
    static final String SETUP_CLIENT = "carrel-setup";
    static final String LAUNCHER_CLIENT = "carrel-launcher";
    static final String SERVER_CLIENT = "carrel-server";
    static final String API_CLIENT = "carrel-api";
    static final String UI_CLIENT = "carrel-ui";

    /// Runs the machine and reads the audit log, and no documents.
    static final String ADMINISTRATOR = "admin";

    /// Reads and asks.
    static final String READER = "reader";

    private static final String REALM = "carrel";

    /// Marks that the realm is made and the bootstrap client gone.
    private static final String MADE = "realm-made";

    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final Json json;
    private final String identity;
    private final String origin;
    private final Secrets secrets;

    /// @param identity where Keycloak answers, up to its relative path
    /// @param origin where people reach the server
    RealmSetup(Json json, String identity, String origin, Secrets secrets) {
        this.json = json;
        this.identity = identity;
        this.origin = origin;
        this.secrets = secrets;
    }

    /// Makes the realm if it is missing, and lets the UI's client know the server's address.
    void ensure() {
        if (!secrets.has(MADE)) {
            Optional<String> bootstrap =
                    token("master", BOOTSTRAP_CLIENT, secrets.get(BOOTSTRAP_CLIENT));
            if (bootstrap.isPresent()) {
                createRealm(bootstrap.get());
                deleteBootstrapClient(bootstrap.get());
            }
        }
        String token = setupToken();
        pointUiAtOrigin(token);
        new RealmScopes(json, admin(""), realm()).ensure(token);
        secrets.mark(MADE);
    }

    /// Whether there is such a person; the reader is in no realm from before there was one.
    boolean has(String username) {
        return !expect(
                        json.get(admin("/users?exact=true&username=" + username), setupToken()),
                        "find " + username)
                .isEmpty();
    }

    /// Gives a person a new password.
    void setPassword(String username, String password) {
        String token = setupToken();
        JsonNode users =
                expect(
                        json.get(admin("/users?exact=true&username=" + username), token),
                        "find " + username);
        if (users.isEmpty()) {
            throw new LaunchFailure("the realm carrel has no user " + username);
        }
        ObjectNode credential = Json.MAPPER.createObjectNode();
        credential.put("type", "password").put("value", password).put("temporary", false);
        expect(
                json.put(
                        admin("/users/" + users.get(0).required("id").asText() + "/reset-password"),
                        token,
                        credential),
                "set the password of " + username);
    }

    private void createRealm(String bootstrap) {
        if (json.get(admin(""), bootstrap).status() != NOT_FOUND) {
            return;
        }
        Json.Reply made = json.post(identity + "/admin/realms", bootstrap, realm());
        if (made.status() != CONFLICT) {
            expect(made, "make the realm carrel");
        }
    }

    /// The bootstrap client may do everything in every realm, so it must not stay.
    private void deleteBootstrapClient(String bootstrap) {
        String clients = identity + "/admin/realms/master/clients";
        JsonNode found =
                expect(
                        json.get(clients + "?clientId=" + BOOTSTRAP_CLIENT, bootstrap),
                        "find the bootstrap client");
        for (JsonNode client : found) {
            expect(
                    json.delete(clients + "/" + client.required("id").asText(), bootstrap),
                    "delete the bootstrap client");
        }
    }

    private void pointUiAtOrigin(String token) {
        JsonNode found =
                expect(json.get(admin("/clients?clientId=" + UI_CLIENT), token), "find the UI");
        if (found.isEmpty()) {
            throw new LaunchFailure("the realm carrel has no client " + UI_CLIENT);
        }
        ObjectNode client = (ObjectNode) found.get(0);
        if (client.path("rootUrl").asText().equals(origin)) {
            return;
        }
        client.put("rootUrl", origin);
        client.putArray("redirectUris").add(origin + "/*");
        expect(
                json.put(admin("/clients/" + client.required("id").asText()), token, client),
                "tell Keycloak the new address");
    }

    private ObjectNode realm() {
        try (InputStream in = RealmSetup.class.getResourceAsStream("/launch/realm.json")) {
            if (in == null) {
                throw new IllegalStateException("launch/realm.json is not on the class path");
            }
            String text =
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .replace("@ORIGIN@", origin)
                            .replace("@API_SECRET@", secrets.get(API_CLIENT))
                            .replace("@LAUNCHER_SECRET@", secrets.get(LAUNCHER_CLIENT))
                            .replace("@SERVER_SECRET@", secrets.get(SERVER_CLIENT))
                            .replace("@SETUP_SECRET@", secrets.get(SETUP_CLIENT));
            return (ObjectNode) Json.MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException("launch/realm.json cannot be read", e);
        }
    }

    private String setupToken() {
        return token(REALM, SETUP_CLIENT, secrets.get(SETUP_CLIENT))
                .orElseThrow(() ->
                        new LaunchFailure(
                                "Keycloak does not accept the client "
                                        + SETUP_CLIENT
                                        + ": secrets/ and Keycloak's database do not"
                                        + " belong together"));
    }

    private Optional<String> token(String realm, String client, String secret) {
        Json.Reply reply =
                json.form(
                        identity + "/realms/" + realm + "/protocol/openid-connect/token",
                        Map.of(
                                "grant_type", "client_credentials",
                                "client_id", client,
                                "client_secret", secret));
        return reply.ok()
                ? Optional.of(reply.body().required("access_token").asText())
                : Optional.empty();
    }

    private String admin(String path) {
        return identity + "/admin/realms/" + REALM + path;
    }

    static JsonNode expect(Json.Reply reply, String deed) {
        if (!reply.ok()) {
            throw new LaunchFailure(
                    "Keycloak did not "
                            + deed
                            + ": status "
                            + reply.status()
                            + " "
                            + reply.body().path("errorMessage").asText());
        }
        return reply.body();
    }
}
