package org.carrel.audit;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.carrel.compliance.note.SignedNote;
import org.jspecify.annotations.Nullable;

/** The table {@code audit_checkpoint}. */
final class CheckpointRows {

    private static final String SELECT = "select signed_at, note from audit_checkpoint ";

    private CheckpointRows() {}

    /** A checkpoint, and when it was signed. */
    record Row(Instant signedAt, SignedNote note) {

        long size() {
            return note.checkpoint().size();
        }
    }

    static @Nullable Row newest(Connection connection) throws SQLException {
        List<Row> rows = before(connection, Long.MAX_VALUE, 1);
        return rows.isEmpty() ? null : rows.getFirst();
    }

    /** Newest first. */
    static List<Row> before(Connection connection, long size, int most) throws SQLException {
        return select(connection, "where size < ? order by size desc limit ?", size, most);
    }

    /** Oldest first. */
    static List<Row> after(Connection connection, long size, int most) throws SQLException {
        return select(connection, "where size > ? order by size limit ?", size, most);
    }

    /** Held until the transaction ends. */
    static @Nullable Row lock(Connection connection, long size) throws SQLException {
        List<Row> rows = select(connection, "where size = ? limit ? for update", size, 1);
        return rows.isEmpty() ? null : rows.getFirst();
    }

    static @Nullable Row at(Connection connection, long size) throws SQLException {
        List<Row> rows = select(connection, "where size = ? limit ?", size, 1);
        return rows.isEmpty() ? null : rows.getFirst();
    }

    /**
     * What locates a fault between two checkpoints: one a thousand entries, and those that
     * witnesses signed; oldest first.
     *
     * @param size exclusive
     */
    static List<SignedNote> landmarks(Connection connection, String origin, long size)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        """
                        select note from (
                            select note, size, row_number()
                                over (partition by size / 1000 order by size desc) as nth
                            from audit_checkpoint
                            where size < ? and starts_with(note, ?)) each
                        where nth = 1 or note like ? order by size
                        """)) {
            select.setLong(1, size);
            select.setString(2, origin + "\n");
            // Two lines of signature.
            select.setString(3, "%\n\u2014 %\n\u2014 %");
            var notes = new ArrayList<SignedNote>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    notes.add(SignedNote.parse(rows.getString(1).getBytes(StandardCharsets.UTF_8)));
                }
            }
            return notes;
        }
    }

    static void insert(Connection connection, Row row) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into audit_checkpoint (size, signed_at, note) values (?, ?, ?)")) {
            insert.setLong(1, row.size());
            insert.setObject(2, row.signedAt().atOffset(ZoneOffset.UTC));
            insert.setString(3, text(row.note()));
            insert.executeUpdate();
        }
    }

    /** The same note with more lines. */
    static void update(Connection connection, SignedNote note) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update audit_checkpoint set note = ? where size = ?")) {
            update.setString(1, text(note));
            update.setLong(2, note.checkpoint().size());
            update.executeUpdate();
        }
    }

    static String text(SignedNote note) {
        return new String(note.encode(), StandardCharsets.UTF_8);
    }

    private static List<Row> select(Connection connection, String which, long size, int most)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + which)) {
            select.setLong(1, size);
            select.setInt(2, most);
            var found = new ArrayList<Row>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    byte[] note = rows.getString(2).getBytes(StandardCharsets.UTF_8);
                    found.add(
                            new Row(
                                    rows.getObject(1, OffsetDateTime.class).toInstant(),
                                    SignedNote.parse(note)));
                }
            }
            return found;
        }
    }
}
