package org.carrel.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code log_export}. */
final class ExportRows {

    private ExportRows() {}

    static void insert(Connection connection, ExportRow row) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into log_export (id, wanted, size, state, created_at)"
                                + " values (?, ?, ?, ?, ?)")) {
            insert.setObject(1, row.id());
            insert.setBytes(2, row.wanted());
            insert.setLong(3, row.size());
            insert.setString(4, row.state());
            insert.setObject(5, row.createdAt().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    /** All of them, newest first. */
    static List<ExportRow> all(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement(
                                "select * from log_export order by created_at desc, id");
                ResultSet rows = select.executeQuery()) {
            var all = new ArrayList<ExportRow>();
            while (rows.next()) {
                all.add(ExportRow.read(rows));
            }
            return all;
        }
    }

    static @Nullable ExportRow find(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select * from log_export where id = ?")) {
            select.setObject(1, id);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? ExportRow.read(rows) : null;
            }
        }
    }

    /**
     * The oldest that nobody works on. It stays this caller's until the transaction ends, or with
     * it the process: what a killed server began is then taken again.
     */
    static @Nullable ExportRow claim(Connection transaction) throws SQLException {
        for (ExportRow row : all(transaction).reversed()) {
            if (row.isOpen() && Turn.EXPORT.take(transaction, row.id().hashCode())) {
                ExportRow now = find(transaction, row.id());
                if (now != null && now.isOpen()) {
                    return now;
                }
            }
        }
        return null;
    }

    /** Whether it is still wanted. */
    static boolean begin(Connection connection, UUID id) throws SQLException {
        return update(
                connection,
                "update log_export set state = 'running', started_at = ?, reached = 0"
                        + " where id = ? and state in ('queued', 'running')",
                now(),
                id);
    }

    /** Whether it is still wanted. */
    static boolean reach(Connection connection, UUID id, long sequence) throws SQLException {
        return update(
                connection,
                "update log_export set reached = ? where id = ? and state = 'running'",
                sequence,
                id);
    }

    /** Whether it was still wanted. */
    static boolean end(Connection connection, UUID id, String state) throws SQLException {
        return update(
                connection,
                "update log_export set state = '"
                        + state
                        + "', ended_at = ? where id = ? and state = 'running'",
                now(),
                id);
    }

    /** Whether there was one. */
    static boolean delete(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from log_export where id = ?")) {
            delete.setObject(1, id);
            return delete.executeUpdate() == 1;
        }
    }

    private static boolean update(Connection connection, String sql, Object value, UUID id)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setObject(1, value);
            update.setObject(2, id);
            return update.executeUpdate() == 1;
        }
    }

    private static Object now() {
        return Instant.now().atOffset(ZoneOffset.UTC);
    }
}
