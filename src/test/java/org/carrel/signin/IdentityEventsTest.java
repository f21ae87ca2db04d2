package org.carrel.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.carrel.PostgresTestResource;
import org.carrel.audit.AuditLog;
import org.carrel.audit.Audited;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keycloak's events become entries of the audit log, each once. Keycloak is a stand-in here. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class IdentityEventsTest {

    @Inject AgroalDataSource database;
    @Inject AuditLog audit;
    @Inject Sessions sessions;

    @TempDir Path folder;

    private final List<String> events = new ArrayList<>();
    private HttpServer keycloak;
    private boolean down;

    @BeforeEach
    void listen() throws IOException {
        keycloak = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        keycloak.createContext("/auth", this::answer);
        keycloak.start();
        Files.writeString(folder.resolve("secret"), "s3cret\n");
    }

    @AfterEach
    void close() {
        keycloak.stop(0);
    }

    @Test
    void eachIsTakenInOnceThoughTheServerStartsAgain() throws Exception {
        String user = UUID.randomUUID().toString();
        long now = Instant.now().toEpochMilli();
        events.add(event("LOGIN", user, now - 2_000, ""));
        events.add(event("LOGIN_ERROR", user, now - 1_000, "invalid_user_credentials"));
        server().take(EventKind.USER);
        // Committed by Keycloak after a later one was read.
        events.add(event("LOGIN", user, now - 30_000, ""));
        server().take(EventKind.USER);
        server().take(EventKind.USER);

        assertEquals(2, of(user, "signin.success").size());
        var failure = of(user, "signin.failure").getFirst();
        assertEquals("FAILED", failure.outcome());
        assertEquals("invalid_user_credentials", failure.details().get("error"));
        assertEquals("10.0.0.7", failure.personal().get("address"));
        assertFalse(failure.toString().contains("typed"));
    }

    @Test
    void moreThanAPageIsTakenInWhole() throws Exception {
        String user = UUID.randomUUID().toString();
        long now = Instant.now().toEpochMilli();
        for (int i = 0; i < EventSource.PAGE + 1; i++) {
            events.add(event("LOGIN", user, now + i, ""));
        }
        server().take(EventKind.USER);
        assertEquals(EventSource.PAGE + 1, of(user, "signin.success").size());
    }

    @Test
    void nothingIsLostWhileKeycloakIsAway() throws Exception {
        String user = UUID.randomUUID().toString();
        IdentityEvents server = server();
        down = true;
        assertThrows(IOException.class, () -> server.take(EventKind.USER));
        events.add(event("LOGIN", user, Instant.now().toEpochMilli(), ""));
        down = false;
        server.take(EventKind.USER);
        assertEquals(1, of(user, "signin.success").size());
    }

    @Test
    void aSignOutAtKeycloakEndsTheSessionHere() throws Exception {
        String user = UUID.randomUUID().toString();
        var session = new Sessions.Session(user, "sid-" + user, Instant.now().minusSeconds(60));
        assertNull(sessions.seen(session, false));
        events.add(event("LOGOUT", user, Instant.now().toEpochMilli(), ""));
        server().take(EventKind.USER);
        assertEquals(Ending.SIGNED_OUT, sessions.seen(session, false));
        assertEquals(1, of(user, "signin.end").size());
    }

    @Test
    void aRoleThatWasGivenIsSaidWithWhomItIsAbout() throws Exception {
        String administrator = UUID.randomUUID().toString();
        String person = UUID.randomUUID().toString();
        events.add(
                "{\"id\":\"%s\",\"time\":%d,\"operationType\":\"CREATE\",\"resourceType\":\"REALM_ROLE_MAPPING\",\"resourcePath\":\"users/%s/role-mappings/realm\",\"representation\":\"[{\\\"name\\\":\\\"legal\\\"}]\",\"authDetails\":{\"userId\":\"%s\",\"ipAddress\":\"10.0.0.8\"}}"
                        .formatted(
                                UUID.randomUUID(),
                                Instant.now().toEpochMilli(),
                                person,
                                administrator));
        server().take(EventKind.ADMINISTRATOR);
        server().take(EventKind.ADMINISTRATOR);
        var changes = of(administrator, "identity.changed");
        assertEquals(1, changes.size());
        assertEquals("legal", changes.getFirst().details().get("roles"));
        assertEquals("CREATE", changes.getFirst().details().get("operation"));
        assertEquals(person, changes.getFirst().personal().get("person"));
    }

    @Test
    void whatAStrangerChoseCannotBreakTheLog() throws Exception {
        String user = UUID.randomUUID().toString();
        events.add(
                event("CLIENT_LOGIN_ERROR", user, Instant.now().toEpochMilli(), "")
                        .replace("carrel-ui", "\\u0000\\n\\u001b[31mforged" + "x".repeat(5_000)));
        server().take(EventKind.USER);
        String client = of(user, "signin.failure").getFirst().details().get("client");
        assertEquals("????31mforged" + "x".repeat(107), client);
    }

    private IdentityEvents server() {
        URI address = URI.create("http://127.0.0.1:" + keycloak.getAddress().getPort() + "/auth");
        return new IdentityEvents(
                database, audit, Settings.ofEvents(address, folder.resolve("secret")));
    }

    private static List<Audited.Seen> of(String actor, String action) {
        return Audited.entries(action).stream()
                .filter(entry -> actor.equals(entry.actor()))
                .toList();
    }

    private static String event(String type, String user, long time, String error) {
        return "{\"id\":\"%s\",\"time\":%d,\"type\":\"%s\",\"clientId\":\"carrel-ui\",\"userId\":\"%s\",\"sessionId\":\"sid-%s\",\"ipAddress\":\"10.0.0.7\",\"error\":\"%s\",\"details\":{\"username\":\"typed\"}}"
                .formatted(UUID.randomUUID(), time, type, user, user, error);
    }

    /** The token's address, and pages in the order of time from a moment on. */
    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body =
                path.endsWith("/token")
                        ? "{\"access_token\":\"t\",\"expires_in\":3600}"
                        : page(exchange.getRequestURI().getQuery());
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(down ? 503 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String page(String query) {
        long from = number(query, "dateFrom");
        return events.stream()
                .filter(event -> time(event) >= from)
                .sorted((one, other) -> Long.compare(time(one), time(other)))
                .skip(number(query, "first"))
                .limit(number(query, "max"))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static long time(String event) {
        return Long.parseLong(event.replaceAll(".*\"time\":(\\d+).*", "$1"));
    }

    private static long number(String query, String name) {
        return Arrays.stream(query.split("&"))
                .filter(part -> part.startsWith(name + "="))
                .mapToLong(part -> Long.parseLong(part.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }
}
