package org.carrel.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;

/**
 * A moment that work on a connection does not outlive, even if the database has gone silent: each
 * round trip gets what is left as its network timeout. A connection that runs into it is closed.
 *
 * @param nanos by {@link System#nanoTime()}
 */
record Deadline(long nanos) {

    static Deadline in(Duration limit) {
        return new Deadline(System.nanoTime() + limit.toNanos());
    }

    /** Closing gives the connection its own timeout back, whatever {@link #apply} set. */
    static Undo keepTimeout(Connection connection) throws SQLException {
        int before = connection.getNetworkTimeout();
        return () -> connection.setNetworkTimeout(Runnable::run, before);
    }

    /** Bounds the next round trip. */
    void apply(Connection connection) throws SQLException {
        long left = Duration.ofNanos(nanos - System.nanoTime()).toMillis();
        if (left <= 0) {
            throw new SQLTimeoutException("out of time");
        }
        connection.setNetworkTimeout(Runnable::run, (int) left);
    }
}
