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

    /** Work that may fail as JDBC does. */
    interface Work {
        void run() throws SQLException;
    }

    static Deadline in(Duration limit) {
        return new Deadline(System.nanoTime() + limit.toNanos());
    }

    /** Runs work that calls {@link #apply}, and gives the connection its own timeout back. */
    void bound(Connection connection, Work work) throws SQLException {
        int before = connection.getNetworkTimeout();
        try {
            work.run();
        } finally {
            if (!connection.isClosed()) {
                connection.setNetworkTimeout(Runnable::run, before);
            }
        }
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
