package org.carrel.signin;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.carrel.signin.Sessions.Session;
import org.jspecify.annotations.Nullable;

/**
 * The table of sessions.
 *
 * @param connection belongs to the caller
 */
record SessionRows(Connection connection) {

    record Row(Instant lastSeen, boolean ended) {}

    @Nullable Row find(Session session) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select last_seen, ended_at is not null from signin_session"
                                + " where sid = ? and signed_in = ?")) {
            bind(select, 1, session);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? new Row(
                                row.getObject(1, OffsetDateTime.class).toInstant(),
                                row.getBoolean(2))
                        : null;
            }
        }
    }

    void begin(Session session, Instant now) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into signin_session (sid, signed_in, last_seen) values (?, ?, ?)"
                                + " on conflict do nothing")) {
            bind(insert, 1, session);
            insert.setObject(3, utc(now));
            insert.executeUpdate();
        }
    }

    void touch(Session session, Instant now) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update signin_session set last_seen = greatest(last_seen, ?)"
                                + " where sid = ? and signed_in = ? and ended_at is null")) {
            update.setObject(1, utc(now));
            bind(update, 2, session);
            update.executeUpdate();
        }
    }

    /** Whether it stood until now. */
    boolean end(Session session, Instant now) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update signin_session set ended_at = ?"
                                + " where sid = ? and signed_in = ? and ended_at is null")) {
            update.setObject(1, utc(now));
            bind(update, 2, session);
            return update.executeUpdate() == 1;
        }
    }

    /** Ends all that a session of the identity provider was here. */
    void endAll(String sid, Instant now) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update signin_session set ended_at = ?"
                                + " where sid = ? and ended_at is null")) {
            update.setObject(1, utc(now));
            update.setString(2, sid);
            update.executeUpdate();
        }
    }

    /** Their tokens are past the longest time, which alone refuses them. */
    void forgetBefore(Instant signedIn) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from signin_session where signed_in < ?")) {
            delete.setObject(1, utc(signedIn));
            delete.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, int index, Session session)
            throws SQLException {
        statement.setString(index, session.id());
        statement.setObject(index + 1, utc(session.signedIn()));
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
