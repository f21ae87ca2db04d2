package org.carrel.launch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/// What the launcher does in PostgreSQL as its superuser: makes users and their databases.
final class PostgresAdministration {
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
            boolean known = exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", user);
            execute(
                    connection,
                    (known ? "ALTER" : "CREATE")
                            + " ROLE "
                            + identifier(user)
                            + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD "
                            + literal(userPassword));
            if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", name)) {
                execute(
                        connection,
                        "CREATE DATABASE " + identifier(name) + " OWNER " + identifier(user));
            }
            execute(connection, "REVOKE ALL ON DATABASE " + identifier(name) + " FROM PUBLIC");
        } catch (SQLException e) {
            throw new LaunchFailure("PostgreSQL refused to make the database " + name, e);
        }
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
