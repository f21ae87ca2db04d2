package org.carrel.signin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.carrel.audit.Personal;
import org.carrel.compliance.AuditEvent;
import org.carrel.compliance.AuditEvent.Outcome;

/**
 * What the identity provider saw, as the audit log says it. Names that were typed are left out:
 * some type their password there.
 *
 * @param id the identity provider's
 * @param at when it happened there
 * @param endedSession the {@code sid} of a session that it ended; empty if none
 */
record IdentityEvent(
        String id, Instant at, String endedSession, AuditEvent event, List<Personal> personal) {

    private static final String NOBODY = "unknown";
    private static final int LONGEST = 120;
    private static final Pattern UNUSUAL = Pattern.compile("[^A-Za-z0-9._:/-]");
    private static final Pattern USER =
            Pattern.compile("users/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:/.*)?");

    /** An event of a person or client: {@code GET /admin/realms/{realm}/events}. */
    static IdentityEvent ofUser(JsonNode seen) {
        String type = seen.path("type").asText();
        var details = new TreeMap<String, String>();
        put(details, "event", type);
        put(details, "client", seen.path("clientId").asText());
        put(details, "error", seen.path("error").asText(""));
        boolean failed = type.endsWith("_ERROR") || type.startsWith("USER_DISABLED");
        String action =
                failed
                        ? "signin.failure"
                        : switch (type) {
                            case "LOGIN" -> "signin.success";
                            case "LOGOUT" -> "signin.end";
                            default -> "identity.changed";
                        };
        return of(
                seen,
                seen,
                new Said(action, failed ? Outcome.FAILED : Outcome.SUCCESS, details),
                new ArrayList<>(),
                type.equals("LOGOUT") ? seen.path("sessionId").asText("") : "");
    }

    /** A change by an administrator: {@code GET /admin/realms/{realm}/admin-events}. */
    static IdentityEvent ofAdministrator(JsonNode seen) {
        var details = new TreeMap<String, String>();
        put(details, "operation", seen.path("operationType").asText());
        put(details, "resource", seen.path("resourceType").asText());
        put(details, "error", seen.path("error").asText(""));
        put(details, "roles", roles(seen));
        var personal = new ArrayList<Personal>();
        String path = seen.path("resourcePath").asText("");
        Matcher user = USER.matcher(path);
        if (user.matches()) {
            personal.add(Personal.naming("person", user.group(1)));
        } else {
            put(details, "path", path);
        }
        Outcome outcome = details.containsKey("error") ? Outcome.FAILED : Outcome.SUCCESS;
        Said said = new Said("identity.changed", outcome, details);
        return of(seen, seen.path("authDetails"), said, personal, "");
    }

    private record Said(String action, Outcome outcome, Map<String, String> details) {}

    private static IdentityEvent of(
            JsonNode seen, JsonNode who, Said said, List<Personal> personal, String endedSession) {
        Instant at = Instant.ofEpochMilli(seen.path("time").asLong());
        said.details().put("at", at.toString());
        String address = who.path("ipAddress").asText("");
        if (!address.isEmpty()) {
            personal.add(Personal.ofActor("address", plain(address)));
        }
        String actor = plain(who.path("userId").asText(""));
        var event =
                new AuditEvent(
                        Instant.now(),
                        actor.isEmpty() ? NOBODY : actor,
                        said.action(),
                        said.outcome(),
                        null,
                        null,
                        null,
                        said.details());
        return new IdentityEvent(
                seen.required("id").asText(), at, endedSession, event, List.copyOf(personal));
    }

    /** The names of roles that were given or taken; of what else an administrator sent, nothing. */
    private static String roles(JsonNode seen) {
        if (!seen.path("resourceType").asText().endsWith("ROLE_MAPPING")) {
            return "";
        }
        try {
            JsonNode sent = new ObjectMapper().readTree(seen.path("representation").asText("[]"));
            return String.join("/", sent.findValuesAsText("name"));
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    private static void put(Map<String, String> details, String key, String value) {
        if (!value.isEmpty() && !value.equals("null")) {
            details.put(key, plain(value));
        }
    }

    /** Some of this a stranger can choose, such as the id of a client that is none. */
    private static String plain(String value) {
        String clipped = value.substring(0, Math.min(LONGEST, value.length()));
        return UNUSUAL.matcher(clipped).replaceAll("?");
    }
}
