package org.carrel.signin;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.SecurityAttribute;
import io.quarkus.test.security.TestSecurity;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.carrel.PostgresTestResource;
import org.carrel.audit.Audited;
import org.carrel.grant.SignIns;
import org.carrel.signin.Sessions.Session;
import org.junit.jupiter.api.Test;

/** The server ends sessions, whatever a token says. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class SessionsTest {

    private static final String ENDED = "urn:carrel:problem:session-ended";

    @Inject Sessions sessions;
    @Inject DataSource database;

    @Test
    void aSessionStandsWhileSomebodyIsThere() throws SQLException {
        Session session = session(Duration.ofHours(2));
        for (int visits = 0; visits < 3; visits++) {
            assertNull(sessions.seen(session, false));
            age(session, "14 minutes");
        }
        assertNull(sessions.seen(session, false));
    }

    @Test
    void itEndsWithoutACallAndDoesNotComeBack() throws SQLException {
        Session session = session(Duration.ofMinutes(20));
        assertNull(sessions.seen(session, false));
        age(session, "17 minutes");
        assertEquals(Ending.IDLE, sessions.seen(session, false));
        assertEquals(Ending.SIGNED_OUT, sessions.seen(session, false));
        var entry = Audited.entries("signin.end").getFirst();
        assertEquals(session.subject(), entry.actor());
        assertEquals(Map.of("reason", "idle"), entry.details());
    }

    @Test
    void whatAPageAsksByItselfKeepsNothingAlive() throws SQLException {
        Session session = session(Duration.ofHours(1));
        assertNull(sessions.seen(session, false));
        age(session, "14 minutes");
        assertNull(sessions.seen(session, true));
        age(session, "3 minutes");
        assertEquals(Ending.IDLE, sessions.seen(session, true));
    }

    @Test
    void itEndsAfterItsLongestTimeHoweverBusy() throws SQLException {
        Session session = session(Duration.ofHours(10).minusMinutes(1));
        assertNull(sessions.seen(session, false));
        Session older = session(Duration.ofHours(10).plusMinutes(1));
        assertEquals(Ending.LONGEST, sessions.seen(older, false));
    }

    @Test
    void aNewSignInInTheSameSessionOfTheIdentityProviderBeginsAnew() {
        Session first = session(Duration.ofMinutes(30));
        assertNull(sessions.seen(first, false));
        sessions.end(first, Ending.SIGNED_OUT);
        Session second = new Session(first.subject(), first.id(), Instant.now());
        assertNull(sessions.seen(second, false));
        assertEquals(Ending.SIGNED_OUT, sessions.seen(first, false));
    }

    @Test
    void itIsWrittenOnceAMinuteAtMost() throws SQLException {
        Session session = session(Duration.ofMinutes(5));
        sessions.seen(session, false);
        Instant begun = lastSeen(session);
        sessions.seen(session, false);
        assertEquals(begun, lastSeen(session));
        age(session, "2 minutes");
        Instant aged = lastSeen(session);
        sessions.seen(session, false);
        assertNotEquals(aged, lastSeen(session));
        assertTrue(lastSeen(session).isAfter(aged));
    }

    @Test
    @TestSecurity(
            user = "sarah",
            roles = "legal",
            augmentors = SignIns.class,
            attributes = @SecurityAttribute(key = SignIns.AGO, value = SignIns.JUST_NOW))
    void aTokenIsRefusedOnceItsOwnerHasSignedOut() {
        given().get("/api/v1/me").then().statusCode(200);
        given().get("/api/v1/me/session").then().statusCode(200).body("idleSeconds", equalTo(900));
        given().delete("/api/v1/me/session").then().statusCode(204);
        for (String path : new String[] {"me", "me/session", "collections"}) {
            given().get("/api/v1/" + path)
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", "Bearer error=\"invalid_token\"")
                    .body("type", equalTo(ENDED));
        }
        var entry = Audited.entries("signin.end").getFirst();
        assertEquals("sarah", entry.actor());
        assertEquals(Map.of("reason", "signed-out"), entry.details());
    }

    @Test
    @TestSecurity(
            user = "yann",
            roles = "legal",
            augmentors = SignIns.class,
            attributes = @SecurityAttribute(key = SignIns.AGO, value = "PT24H"))
    void aTokenThatIsStillRenewedTheNextDayIsRefused() {
        given().get("/api/v1/collections").then().statusCode(401).body("type", equalTo(ENDED));
        given().contentType("application/json")
                .accept("text/event-stream")
                .body(Map.of("question", "Who?"))
                .post("/api/v1/ask")
                .then()
                .statusCode(401);
    }

    @Test
    @TestSecurity(
            user = "sid",
            roles = "legal",
            augmentors = SignIns.class,
            attributes = {@SecurityAttribute(key = SignIns.CLIENT, value = "carrel-ui")})
    void aPersonsTokenThatNamesNoSessionIsRefused() {
        given().get("/api/v1/collections").then().statusCode(401).body("type", equalTo(ENDED));
    }

    @Test
    @TestSecurity(
            user = "system",
            roles = "legal",
            augmentors = SignIns.class,
            attributes = {
                @SecurityAttribute(key = SignIns.CLIENT, value = "system"),
                @SecurityAttribute(key = SignIns.SCOPE, value = "carrel:read")
            })
    void aSystemHasNoSession() {
        given().get("/api/v1/me/session").then().statusCode(404);
        given().get("/api/v1/collections").then().statusCode(200);
    }

    private static Session session(Duration age) {
        return new Session(
                "somebody",
                UUID.randomUUID().toString(),
                Instant.now().minus(age).truncatedTo(ChronoUnit.SECONDS));
    }

    private Instant lastSeen(Session session) throws SQLException {
        try (var connection = database.getConnection()) {
            var row = new SessionRows(connection).find(session);
            return row == null ? Instant.EPOCH : row.lastSeen();
        }
    }

    private void age(Session session, String interval) throws SQLException {
        try (var connection = database.getConnection();
                var update =
                        connection.prepareStatement(
                                "update signin_session set last_seen = last_seen - ?::interval"
                                        + " where sid = ?")) {
            update.setString(1, interval);
            update.setString(2, session.id());
            assertEquals(1, update.executeUpdate());
        }
    }
}
