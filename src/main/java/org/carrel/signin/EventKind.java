package org.carrel.signin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;

/** The two lists of events that Keycloak keeps. */
enum EventKind {
    USER,
    ADMINISTRATOR;

    /**
     * Of people. Each sign-in of a system, of which there are many, is left to Keycloak's own log.
     */
    private static final List<String> TYPES =
            List.of(
                    "LOGIN",
                    "LOGIN_ERROR",
                    "LOGOUT",
                    "CLIENT_LOGIN_ERROR",
                    "UPDATE_CREDENTIAL",
                    "UPDATE_CREDENTIAL_ERROR",
                    "USER_DISABLED_BY_PERMANENT_LOCKOUT",
                    "USER_DISABLED_BY_TEMPORARY_LOCKOUT");

    /** Below the realm's address in the Admin REST API. */
    String path() {
        return this == USER ? "events" : "admin-events";
    }

    /** What more the query says. */
    String filter() {
        return this == USER ? "&type=" + String.join("&type=", TYPES) : "";
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    IdentityEvent read(JsonNode seen) {
        return this == USER ? IdentityEvent.ofUser(seen) : IdentityEvent.ofAdministrator(seen);
    }
}
