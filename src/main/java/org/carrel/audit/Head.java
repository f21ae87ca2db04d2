package org.carrel.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.carrel.compliance.LogHead;
import org.carrel.compliance.MalformedAuditException;
import org.carrel.compliance.tree.Frontier;

/**
 * The one row of the table {@code audit_head}.
 *
 * @param log the end of the tree
 * @param installation names this log among all others
 */
record Head(LogHead log, UUID installation) {

    /** As it is, for reading. */
    static Head read(Connection connection) throws SQLException {
        return select(connection, "");
    }

    /** Alone until the transaction ends. */
    static Head lock(Connection connection) throws SQLException {
        return select(connection, " for update");
    }

    long size() {
        return log.frontier().size();
    }

    /** Moves onto the last of the entries that the transaction has added. */
    static void advance(Connection connection, LogHead log) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update audit_head set size = ?, frontier = ?, time = ?")) {
            update.setLong(1, log.frontier().size());
            update.setBytes(2, log.frontier().bytes());
            boolean timed = log.time().isAfter(LogHead.EMPTY.time());
            update.setObject(3, timed ? log.time().atOffset(ZoneOffset.UTC) : null);
            update.executeUpdate();
        }
    }

    private static Head select(Connection connection, String lock) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement(
                                "select size, frontier, time, installation from audit_head"
                                        + lock);
                ResultSet rows = select.executeQuery()) {
            if (!rows.next()) {
                throw new MalformedAuditException("the head of the audit log is missing");
            }
            Frontier frontier = Frontier.of(rows.getLong(1), rows.getBytes(2));
            OffsetDateTime time = rows.getObject(3, OffsetDateTime.class);
            return new Head(
                    new LogHead(frontier, time == null ? LogHead.EMPTY.time() : time.toInstant()),
                    rows.getObject(4, UUID.class));
        } catch (IllegalArgumentException e) {
            throw new MalformedAuditException("the head of the audit log is not in its form");
        }
    }
}
