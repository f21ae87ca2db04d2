package org.carrel.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Gives a realm that was made before the scopes that came since: without them the launcher itself
/// would be refused. What an administrator took from another client stays taken.
final class RealmScopes {
    private static final String PREFIX = "carrel:";

    private final Json json;
    private final String admin;
    private final JsonNode wanted;

    /// @param admin address of the realm in the Admin REST API
    /// @param wanted the realm as it would be made today
    RealmScopes(Json json, String admin, JsonNode wanted) {
        this.json = json;
        this.admin = admin;
        this.wanted = wanted;
    }

    void ensure(String token) {
        Map<String, String> there = ids(token);
        boolean all = true;
        for (JsonNode scope : wanted.path("clientScopes")) {
            String name = scope.path("name").asText();
            if (name.startsWith(PREFIX) && !there.containsKey(name)) {
                all = false;
                RealmSetup.expect(
                        json.post(admin + "/client-scopes", token, scope),
                        "make the scope " + name);
            }
        }
        if (!all) {
            grantLauncher(token, ids(token));
        }
    }

    private Map<String, String> ids(String token) {
        Map<String, String> ids = new HashMap<>();
        JsonNode scopes =
                RealmSetup.expect(json.get(admin + "/client-scopes", token), "list its scopes");
        scopes.forEach(scope -> ids.put(scope.path("name").asText(), scope.path("id").asText()));
        return ids;
    }

    private void grantLauncher(String token, Map<String, String> ids) {
        String id =
                RealmSetup.expect(
                                json.get(
                                        admin + "/clients?clientId=" + RealmSetup.LAUNCHER_CLIENT,
                                        token),
                                "find the launcher")
                        .path(0)
                        .required("id")
                        .asText();
        ObjectNode none = Json.MAPPER.createObjectNode();
        for (String name : granted()) {
            String path = "/clients/" + id + "/default-client-scopes/" + ids.get(name);
            RealmSetup.expect(json.put(admin + path, token, none), "grant the scope " + name);
        }
    }

    private Set<String> granted() {
        Set<String> names = new HashSet<>();
        for (JsonNode client : wanted.path("clients")) {
            if (client.path("clientId").asText().equals(RealmSetup.LAUNCHER_CLIENT)) {
                client.path("defaultClientScopes").forEach(scope -> names.add(scope.asText()));
            }
        }
        names.removeIf(name -> !name.startsWith(PREFIX));
        return names;
    }
}
