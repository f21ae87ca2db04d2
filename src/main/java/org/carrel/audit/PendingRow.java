package org.carrel.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.carrel.compliance.CanonicalForm;
import org.carrel.compliance.CommittedEvent;

/**
 * A row of the table {@code audit_pending}, without what is sealed: the sequencer has no use for
 * it.
 */
record PendingRow(long id, CommittedEvent event) {

    /** All rows, for {@link #read}. */
    static final String SELECT =
            "select id, time, action, outcome, collection_id, document_id, purpose, details,"
                    + " personal from audit_pending";

    private static final String INSERT =
            "insert into audit_pending (time, action, outcome, collection_id, document_id, purpose,"
                    + " details, personal, sealed) values (?, ?, ?, ?, ?, ?, ?, ?, ?)";

    static void insert(Connection connection, Recorded recorded) throws SQLException {
        CommittedEvent event = recorded.event();
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, event.time().atOffset(ZoneOffset.UTC));
            insert.setString(2, event.action());
            insert.setString(3, event.outcome().name());
            insert.setString(4, event.collectionId());
            insert.setString(5, event.documentId());
            insert.setString(6, event.purpose());
            insert.setString(7, CanonicalForm.details(event.details()));
            insert.setString(8, Commitments.write(event.personal()));
            byte[][] sealed = recorded.sealed().toArray(byte[][]::new);
            insert.setArray(9, connection.createArrayOf("bytea", sealed));
            insert.executeUpdate();
        }
    }

    /**
     * @throws org.carrel.compliance.MalformedAuditException if the row cannot have been written by
     *     {@link #insert}
     */
    static PendingRow read(ResultSet row) throws SQLException {
        var event =
                new CommittedEvent(
                        row.getObject("time", OffsetDateTime.class).toInstant(),
                        row.getString("action"),
                        EntryRow.outcome(row.getString("outcome")),
                        row.getString("collection_id"),
                        row.getString("document_id"),
                        row.getString("purpose"),
                        CanonicalForm.details(row.getString("details")),
                        Commitments.read(row.getString("personal")));
        return new PendingRow(row.getLong("id"), event);
    }
}
