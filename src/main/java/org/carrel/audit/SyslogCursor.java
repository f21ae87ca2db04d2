package org.carrel.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/** The table {@code log_feed}: how far each receiver has the log. */
final class SyslogCursor {

    /**
     * What has not arrived.
     *
     * @param entries how many
     * @param age of the oldest
     */
    record Lag(long entries, Duration age) {}

    private SyslogCursor() {}

    /** The last entry that arrived; 0 for none. */
    static long read(Connection connection, String receiver) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select sequence from log_feed where receiver = ?")) {
            select.setString(1, receiver);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }
    }

    static void advance(Connection connection, String receiver, long sequence) throws SQLException {
        try (PreparedStatement upsert =
                connection.prepareStatement(
                        "insert into log_feed (receiver, sequence) values (?, ?)"
                                + " on conflict (receiver) do update set sequence ="
                                + " greatest(log_feed.sequence, excluded.sequence)")) {
            upsert.setString(1, receiver);
            upsert.setLong(2, sequence);
            upsert.executeUpdate();
        }
    }

    static Lag lag(Connection connection, String receiver) throws SQLException {
        long arrived = read(connection, receiver);
        try (PreparedStatement select =
                connection.prepareStatement("select time from audit_entry where sequence = ?")) {
            select.setLong(1, arrived + 1);
            try (ResultSet rows = select.executeQuery()) {
                if (!rows.next()) {
                    return new Lag(0, Duration.ZERO);
                }
                Instant oldest = rows.getObject(1, OffsetDateTime.class).toInstant();
                Duration age = Duration.between(oldest, Instant.now());
                return new Lag(
                        Head.read(connection).size() - arrived,
                        age.isNegative() ? Duration.ZERO : age);
            }
        }
    }
}
