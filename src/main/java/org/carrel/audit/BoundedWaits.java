package org.carrel.audit;

import io.agroal.api.AgroalDataSource;
import jakarta.transaction.Synchronization;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how long the caller's transaction waits for a database that falls silent: its commit, or
 * every round trip from {@link #begin} on. A connection that runs into the bound is closed; whether
 * the commit was done is not known then, and the caller is refused.
 *
 * <p>To be registered after the transaction has its connection: it is given back unbounded before
 * the pool gets it, since what is registered later is completed earlier.
 */
final class BoundedWaits implements Synchronization {

    private final AgroalDataSource database;
    private final Duration limit;
    private @Nullable Undo undo;

    BoundedWaits(AgroalDataSource database, Duration limit) {
        this.database = database;
        this.limit = limit;
    }

    void begin() throws SQLException {
        if (undo != null) {
            return;
        }
        try (Connection pooled = database.getConnection()) {
            // The pool's own are closed before the commit.
            Connection connection = pooled.unwrap(Connection.class);
            undo = Deadline.keepTimeout(connection);
            Deadline.in(limit).apply(connection);
        }
    }

    @Override
    public void beforeCompletion() {
        try {
            begin();
        } catch (SQLException e) {
            throw AuditLog.unavailable(e);
        }
    }

    @Override
    public void afterCompletion(int status) {
        try (Undo _ = undo) {
            undo = null;
        } catch (SQLException e) {
            // It is closed, so nobody gets it.
        }
    }
}
