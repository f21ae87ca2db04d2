package org.carrel.audit;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Gives a pooled connection back as it was found. As a resource of a try statement, so that a
 * failure to do so does not hide the failure before it.
 */
interface Undo extends AutoCloseable {

    @Override
    void close() throws SQLException;

    /** Begins a transaction; closing undoes what was not committed. */
    static Undo begin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        return () -> {
            connection.rollback();
            connection.setAutoCommit(true);
        };
    }

    /** Begins a transaction that sees the database as it is now, and only that. */
    static Undo beginSnapshot(Connection connection) throws SQLException {
        int isolation = connection.getTransactionIsolation();
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        Undo transaction = begin(connection);
        return () -> {
            transaction.close();
            connection.setTransactionIsolation(isolation);
        };
    }
}
