package org.carrel.search;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Several servers over one folder of indexes take turns at changing one: Lucene allows a single
 * writer. The turn is an advisory lock of PostgreSQL, which ends with its holder's connection, so a
 * server that is killed holds nobody up.
 */
@ApplicationScoped
class WriteTurns {

    private final AgroalDataSource database;

    WriteTurns(AgroalDataSource database) {
        this.database = database;
    }

    /** A collection's turn, held until it is closed. */
    static final class Turn implements AutoCloseable {

        private final Connection connection;
        private final long key;

        private Turn(Connection connection, long key) {
            this.connection = connection;
            this.key = key;
        }

        @Override
        public void close() throws IOException {
            try (connection) {
                call(connection, "select pg_advisory_unlock(?)", key);
            } catch (SQLException e) {
                throw new IOException("the turn at an index cannot be given up", e);
            }
        }
    }

    /**
     * Waits for the turn. On a connection apart from the caller's transaction, with which it would
     * end too late or, without one, at once.
     */
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    Turn take(UUID collection) throws IOException {
        long key = collection.getMostSignificantBits() ^ collection.getLeastSignificantBits();
        try {
            Connection connection = database.getConnection();
            try {
                call(connection, "select pg_advisory_lock(?)", key);
                return new Turn(connection, key);
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new IOException("no turn at an index: SQL state " + e.getSQLState(), e);
        }
    }

    private static void call(Connection connection, String sql, long key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, key);
            statement.execute();
        }
    }
}
