package org.carrel.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.carrel.compliance.AuditEntry;

/** Rows in form 1 as entries of their chain, one at a time. */
final class EntryRows implements Iterator<AuditEntry> {

    private final ResultSet rows;
    private boolean ahead;

    EntryRows(ResultSet rows) throws SQLException {
        this.rows = rows;
        this.ahead = rows.next();
    }

    @Override
    public boolean hasNext() {
        return ahead;
    }

    @Override
    public AuditEntry next() {
        if (!ahead) {
            throw new NoSuchElementException();
        }
        try {
            AuditEntry entry = EntryRow.readChained(rows);
            ahead = rows.next();
            return entry;
        } catch (SQLException e) {
            throw AuditLog.unavailable(e);
        }
    }
}
