package org.carrel.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
    private static final String SUPERUSER_PASSWORD = "superuser-secret";
    private static final String PASSWORD = "carrel-secret";

    @TempDir Path folder;
    private EmbeddedPostgres postgres;

    @BeforeEach
    void start() throws IOException {
        postgres = unpacked();
        postgres.start();
        postgres.createDatabase("carrel", "carrel", PASSWORD);
    }

    @AfterEach
    void stop() {
        postgres.stop();
    }

    @Test
    void isDurableCheckedAndOnLoopbackOnly() throws SQLException {
        try (Connection connection = connect("postgres", "postgres", SUPERUSER_PASSWORD)) {
            assertEquals("on", setting(connection, "fsync"));
            assertEquals("on", setting(connection, "data_checksums"));
            assertEquals("127.0.0.1", setting(connection, "listen_addresses"));
            assertEquals("", setting(connection, "unix_socket_directories"));
            assertEquals("UTF8", setting(connection, "server_encoding"));
            assertEquals("scram-sha-256", setting(connection, "password_encryption"));
        }
    }

    @Test
    void aWrongPasswordIsRefused() {
        assertThrows(SQLException.class, () -> connect("carrel", "carrel", "not-the-password"));
    }

    @Test
    void aUserOwnsItsDatabaseAndEntersNoOther() throws SQLException {
        postgres.createDatabase("keycloak", "keycloak", "keycloak-secret");

        try (Connection connection = asCarrel();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE mine (id int)");
            SQLException refused =
                    assertThrows(
                            SQLException.class, () -> statement.execute("CREATE ROLE intruder"));
            assertEquals("42501", refused.getSQLState());
        }
        assertThrows(SQLException.class, () -> connect("keycloak", "carrel", PASSWORD));
    }

    @Test
    void makingADatabaseAgainKeepsItAndSetsThePassword() throws SQLException {
        insert();

        postgres.createDatabase("carrel", "carrel", "another-secret");

        try (Connection connection = connect("carrel", "carrel", "another-secret")) {
            assertEquals(1, rows(connection));
        }
    }

    @Test
    void whatTheServerOwnedBecomesTheOwnersWhoIsThenShutOut() throws SQLException {
        insert();
        Database owner = new Database(postgres.url("carrel"), "carrelowner", "owner-secret");
        Database server = new Database(postgres.url("carrel"), "carrel", PASSWORD);

        postgres.createDatabase("carrel", owner, server);

        try (Connection connection = connect("carrel", "carrelowner", "owner-secret");
                Statement statement = connection.createStatement()) {
            assertEquals(1, rows(connection));
            statement.execute("GRANT SELECT ON kept TO carrel");
        }
        try (Connection connection = asCarrel();
                Statement statement = connection.createStatement()) {
            assertEquals(1, rows(connection));
            for (String refused :
                    List.of("DELETE FROM kept", "DROP TABLE kept", "CREATE TABLE mine (id int)")) {
                assertEquals(
                        "42501",
                        assertThrows(SQLException.class, () -> statement.execute(refused))
                                .getSQLState());
            }
        }

        postgres.shutOut(owner);

        assertThrows(SQLException.class, () -> connect("carrel", "carrelowner", "owner-secret"));
        postgres.createDatabase("carrel", owner, server);
        connect("carrel", "carrelowner", "owner-secret").close();
    }

    @Test
    void committedRowsSurviveAKillAndAStart() throws Exception {
        insert();
        Children children = new Children(Home.open(folder, folder.resolve("downloads")));
        ProcessHandle process = children.running("postgres").orElseThrow();
        process.destroyForcibly();
        assertTrue(Children.ended(process, Duration.ofSeconds(10)));

        // At once, while the killed server's children may still hold its memory.
        postgres = unpacked();
        postgres.start();

        try (Connection connection = asCarrel()) {
            assertEquals(1, rows(connection));
        }
    }

    @Test
    void committedRowsSurviveAStopAndAStart() throws Exception {
        insert();
        postgres.stop();
        assertThrows(SQLException.class, this::asCarrel);

        postgres.start();

        try (Connection connection = asCarrel()) {
            assertEquals(1, rows(connection));
        }
    }

    private EmbeddedPostgres unpacked() throws IOException {
        try (InputStream txz =
                EmbeddedPostgresTest.class.getResourceAsStream("/postgres-linux-x86_64.txz")) {
            return EmbeddedPostgres.unpacked(
                    Objects.requireNonNull(txz), folder, SUPERUSER_PASSWORD);
        }
    }

    private void insert() throws SQLException {
        try (Connection connection = asCarrel();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE kept (id int)");
            statement.execute("INSERT INTO kept VALUES (7)");
        }
    }

    private static int rows(Connection connection) throws SQLException {
        return Integer.parseInt(first(connection, "SELECT count(*) FROM kept WHERE id = 7"));
    }

    private static String setting(Connection connection, String name) throws SQLException {
        return first(connection, "SELECT current_setting('" + name + "')");
    }

    private static String first(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertTrue(rows.next());
            return rows.getString(1);
        }
    }

    private Connection asCarrel() throws SQLException {
        return connect("carrel", "carrel", PASSWORD);
    }

    private Connection connect(String database, String user, String password) throws SQLException {
        return DriverManager.getConnection(postgres.url(database), user, password);
    }
}
