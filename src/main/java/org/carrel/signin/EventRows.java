package org.carrel.signin;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * How far events were taken in, and which of late.
 *
 * @param connection belongs to the caller
 */
record EventRows(Connection connection) {

    /** The newest time up to which events of a kind were seen; 1970 before the first. */
    Instant reached(EventKind kind) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select reached from identity_cursor where kind = ?")) {
            select.setString(1, kind.key());
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? row.getObject(1, OffsetDateTime.class).toInstant()
                        : Instant.EPOCH;
            }
        }
    }

    void reach(EventKind kind, Instant reached) throws SQLException {
        try (PreparedStatement upsert =
                connection.prepareStatement(
                        "insert into identity_cursor (kind, reached) values (?, ?)"
                                + " on conflict (kind) do update set reached ="
                                + " greatest(identity_cursor.reached, excluded.reached)")) {
            upsert.setString(1, kind.key());
            upsert.setObject(2, utc(reached));
            upsert.executeUpdate();
        }
    }

    /** Whether it is new; waits for another server that takes it in at this moment. */
    boolean take(EventKind kind, IdentityEvent event) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into identity_event (kind, id, seen) values (?, ?, ?)"
                                + " on conflict do nothing")) {
            insert.setString(1, kind.key());
            insert.setString(2, event.id());
            insert.setObject(3, utc(event.at()));
            return insert.executeUpdate() == 1;
        }
    }

    /** Of those that no look asks for any more. */
    void forgetBefore(EventKind kind, Instant seen) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement(
                        "delete from identity_event where kind = ? and seen < ?")) {
            delete.setString(1, kind.key());
            delete.setObject(2, utc(seen));
            delete.executeUpdate();
        }
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
