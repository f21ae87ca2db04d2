package org.carrel;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * A database of an owner, who brings its schema up to date, and the role that the server signs in
 * with, each with its name for a password.
 */
public record DatabaseRoles(String url, String owner, String server) {

    private static final String SUPERUSER = "postgres";

    /** A new database, without a schema. */
    public static DatabaseRoles in(EmbeddedPostgres postgres, String name) throws SQLException {
        return at(postgres.getPort(), name);
    }

    /** A new database, without a schema, on the PostgreSQL at a port of this machine. */
    public static DatabaseRoles at(int port, String name) throws SQLException {
        String server = "jdbc:postgresql://localhost:" + port + "/";
        var roles = new DatabaseRoles(server + name, name + "_owner", name);
        try (Connection superuser =
                        DriverManager.getConnection(server + SUPERUSER, SUPERUSER, SUPERUSER);
                var statement = superuser.createStatement()) {
            for (String role : new String[] {roles.owner, roles.server}) {
                statement.execute("create role " + role + " login password '" + role + "'");
            }
            statement.execute("create database " + name + " owner " + roles.owner);
            statement.execute("revoke all on database " + name + " from public");
            statement.execute("grant connect on database " + name + " to " + roles.server);
        }
        return roles;
    }

    /** As the owner of the tables of the server under test. */
    public static Connection asOwner() throws SQLException {
        Config config = ConfigProvider.getConfig();
        return DriverManager.getConnection(
                config.getValue("quarkus.flyway.jdbc-url", String.class),
                config.getValue("quarkus.flyway.username", String.class),
                config.getValue("quarkus.flyway.password", String.class));
    }

    /** As one whom no right is refused, in the database of the server under test. */
    public static Connection asSuperuser() throws SQLException {
        String url = ConfigProvider.getConfig().getValue("quarkus.flyway.jdbc-url", String.class);
        return DriverManager.getConnection(url, SUPERUSER, SUPERUSER);
    }

    /** As one whom no right is refused. */
    public Connection connectSuperuser() throws SQLException {
        return DriverManager.getConnection(url, SUPERUSER, SUPERUSER);
    }

    /** As the owner of the tables. */
    public Connection connectOwner() throws SQLException {
        return DriverManager.getConnection(url, owner, owner);
    }
}
