package org.carrel.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.carrel.compliance.AuditEntry;
import org.carrel.compliance.AuditEvent;
import org.carrel.compliance.AuditEvent.Outcome;
import org.carrel.compliance.CanonicalForm;
import org.carrel.compliance.CommittedEvent;
import org.carrel.compliance.LogEntry;
import org.carrel.compliance.LoggedEvent;
import org.carrel.compliance.MalformedAuditException;

/** An entry as a row of the table {@code audit_entry}. */
final class EntryRow {

    private EntryRow() {}

    /**
     * An entry in the form that the row says.
     *
     * @throws MalformedAuditException if the row is no entry
     */
    static LogEntry read(ResultSet row) throws SQLException {
        LoggedEvent event =
                switch (row.getInt("form")) {
                    case 1 -> named(row);
                    case 2 -> committed(row);
                    default -> throw new MalformedAuditException("the form is not known");
                };
        return new LogEntry(row.getLong("sequence"), event);
    }

    /**
     * An entry in form 1 with its place in the chain.
     *
     * @throws MalformedAuditException if the row is none
     */
    static AuditEntry readChained(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getLong("sequence"),
                named(row),
                row.getString("previous_hash"),
                row.getString("hash"));
    }

    static Outcome outcome(String name) {
        for (Outcome outcome : Outcome.values()) {
            if (outcome.name().equals(name)) {
                return outcome;
            }
        }
        throw new MalformedAuditException("outcome is unknown");
    }

    private static AuditEvent named(ResultSet row) throws SQLException {
        return new AuditEvent(
                time(row),
                row.getString("actor"),
                row.getString("action"),
                outcome(row.getString("outcome")),
                row.getString("collection_id"),
                row.getString("document_id"),
                row.getString("purpose"),
                CanonicalForm.details(row.getString("details")));
    }

    private static CommittedEvent committed(ResultSet row) throws SQLException {
        return new CommittedEvent(
                time(row),
                row.getString("action"),
                outcome(row.getString("outcome")),
                row.getString("collection_id"),
                row.getString("document_id"),
                row.getString("purpose"),
                CanonicalForm.details(row.getString("details")),
                Commitments.read(row.getString("personal")));
    }

    private static Instant time(ResultSet row) throws SQLException {
        return row.getObject("time", OffsetDateTime.class).toInstant();
    }
}
