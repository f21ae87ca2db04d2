package org.carrel.audit;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/**
 * Says so where the server signs in as the owner of the log's tables: such a role can take the
 * triggers away that refuse changes. Another role cannot.
 */
@ApplicationScoped
class TableOwner {

    private static final Logger LOG = Logger.getLogger(TableOwner.class);

    private final AgroalDataSource database;

    TableOwner(AgroalDataSource database) {
        this.database = database;
    }

    void look(@Observes @Priority(Sequencing.PRIORITY) StartupEvent event) throws SQLException {
        try (Connection connection = database.getConnection()) {
            if (owns(connection)) {
                LOG.warn(
                        "the server's database user owns the tables of the audit log and could"
                                + " rewrite them; docs/install.md tells how to give it a role of"
                                + " its own");
            }
        }
    }

    /** Whether who is signed in can do what the owner of the log's tables can. */
    static boolean owns(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement(
                                "select pg_has_role(relowner, 'usage') from pg_class"
                                        + " where oid = 'audit_entry'::regclass");
                ResultSet rows = select.executeQuery()) {
            return rows.next() && rows.getBoolean(1);
        }
    }
}
