package org.carrel.audit;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.carrel.compliance.AuditEntry;
import org.carrel.compliance.AuditEvent;
import org.carrel.compliance.AuditEvent.Outcome;
import org.carrel.compliance.CanonicalForm;
import org.carrel.compliance.MalformedAuditException;

/** An entry as a row of the table {@code audit_entry}. */
final class EntryRow {

    private EntryRow() {}

    /** In the order of the columns. */
    static void write(AuditEntry entry, PreparedStatement insert) throws SQLException {
        AuditEvent event = entry.event();
        insert.setLong(1, entry.sequence());
        insert.setObject(2, event.time().atOffset(ZoneOffset.UTC));
        insert.setString(3, event.actor());
        insert.setString(4, event.action());
        insert.setString(5, event.outcome().name());
        insert.setString(6, event.collectionId());
        insert.setString(7, event.documentId());
        insert.setString(8, event.purpose());
        insert.setString(9, CanonicalForm.details(event.details()));
        insert.setString(10, entry.previousHash());
        insert.setString(11, entry.hash());
    }

    /**
     * @throws MalformedAuditException if the row cannot have been written by {@link #write}
     */
    static AuditEntry read(ResultSet row) throws SQLException {
        var event =
                new AuditEvent(
                        row.getObject("time", OffsetDateTime.class).toInstant(),
                        row.getString("actor"),
                        row.getString("action"),
                        outcome(row.getString("outcome")),
                        row.getString("collection_id"),
                        row.getString("document_id"),
                        row.getString("purpose"),
                        CanonicalForm.details(row.getString("details")));
        return new AuditEntry(
                row.getLong("sequence"),
                event,
                row.getString("previous_hash"),
                row.getString("hash"));
    }

    private static Outcome outcome(String name) {
        for (Outcome outcome : Outcome.values()) {
            if (outcome.name().equals(name)) {
                return outcome;
            }
        }
        throw new MalformedAuditException("outcome is unknown");
    }
}
