package org.carrel.launch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;

/// What the launcher does in PostgreSQL as its superuser: makes users and their databases.
final class PostgresAdministration {
    /// Longer than a start takes on a slow machine.
    private static final Duration OWNER_MAY_ENTER = Duration.ofMinutes(15);

    private final Database superuser;

    PostgresAdministration(Database superuser) {
        this.superuser = superuser;
    }

    Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", superuser.username());
        properties.setProperty("password", superuser.password());
        properties.setProperty("connectTimeout", "5");
        Connection connection = new org.postgresql.Driver().connect(superuser.url(), properties);
        if (connection == null) {
            throw new IllegalStateException("the PostgreSQL driver does not know its own address");
        }
        return connection;
    }

    /// Makes a user and a database that it owns and that no other user but the superuser may enter.
    void create(String name, String user, String userPassword) {
        try (Connection connection = connect()) {
            makeRole(connection, user, userPassword, "");
            makeDatabase(connection, name, user);
        } catch (SQLException e) {
            throw new LaunchFailure("PostgreSQL refused to make the database " + name, e);
        }
    }

    /// Makes a database of one user that another one may enter, who owns nothing in it: what was
    /// theirs becomes the owner's. The owner can sign in for a quarter of an hour, or until {@link
    /// #shutOut}.
    void create(Database owner, Database user, String name) {
        try (Connection connection = connect()) {
            makeRole(connection, user.username(), user.password(), "");
            String until = Instant.now().plus(OWNER_MAY_ENTER).toString();
            makeRole(
                    connection, owner.username(), owner.password(), " VALID UNTIL '" + until + "'");
            makeDatabase(connection, name, owner.username());
        } catch (SQLException e) {
            throw new LaunchFailure("PostgreSQL refused to make the database " + name, e);
        }
        handOver(owner, user, name);
    }

    private void handOver(Database owner, Database user, String name) {
        Database within = new Database(owner.url(), superuser.username(), superuser.password());
        try (Connection connection = new PostgresAdministration(within).connect()) {
            String to = identifier(owner.username());
            String from = identifier(user.username());
            execute(connection, "REASSIGN OWNED BY " + from + " TO " + to);
            execute(connection, "GRANT CONNECT ON DATABASE " + identifier(name) + " TO " + from);
        } catch (SQLException e) {
            throw new LaunchFailure("PostgreSQL refused to hand over the database " + name, e);
        }
    }

    /// From here on the user cannot sign in.
    void shutOut(String user) {
        try (Connection connection = connect()) {
            execute(connection, "ALTER ROLE " + identifier(user) + " NOLOGIN PASSWORD NULL");
        } catch (SQLException e) {
            throw new LaunchFailure("PostgreSQL refused to close the role " + user, e);
        }
    }

    private static void makeRole(
            Connection connection, String user, String userPassword, String validity)
            throws SQLException {
        boolean known = exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", user);
        execute(
                connection,
                (known ? "ALTER" : "CREATE")
                        + " ROLE "
                        + identifier(user)
                        + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD "
                        + literal(userPassword)
                        + validity);
    }

    private static void makeDatabase(Connection connection, String name, String owner)
            throws SQLException {
        if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", name)) {
            execute(
                    connection,
                    "CREATE DATABASE " + identifier(name) + " OWNER " + identifier(owner));
        }
        execute(connection, "REVOKE ALL ON DATABASE " + identifier(name) + " FROM PUBLIC");
    }

    private static boolean exists(Connection connection, String query, String value)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, value);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    /// For statements that take no parameters: roles and databases.
    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String identifier(String name) {
        if (!name.matches("[a-z]{1,32}")) {
            throw new IllegalArgumentException("not a name for a database: " + name);
        }
        return name;
    }

    private static String literal(String secret) {
        if (!secret.matches("[A-Za-z0-9_-]{8,128}")) {
            throw new IllegalArgumentException("a password holds letters, digits, - and _ only");
        }
        return "'" + secret + "'";
    }
}
