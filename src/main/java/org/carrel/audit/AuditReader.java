package org.carrel.audit;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.carrel.compliance.AuditChain;
import org.carrel.compliance.AuditEntry;
import org.carrel.compliance.ChainHead;
import org.carrel.compliance.MalformedAuditException;
import org.carrel.compliance.Verification;
import org.carrel.compliance.Verification.Broken;
import org.carrel.compliance.Verification.Intact;
import org.carrel.problem.Problems;
import org.jspecify.annotations.Nullable;

/** Reads the log and walks its chain. */
@ApplicationScoped
class AuditReader {

    private static final int QUERY_SECONDS = 10;

    // Entries are at most 64 KiB, mostly below one.
    private static final int ROWS_AT_ONCE = 500;

    private final AgroalDataSource database;

    AuditReader(AgroalDataSource database) {
        this.database = database;
    }

    /** The newest entries that match, at most {@code query.limit()}, newest first. */
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    List<AuditEntry> newest(AuditQuery query) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(query.sql())) {
            select.setQueryTimeout(QUERY_SECONDS);
            query.bind(select);
            var entries = new ArrayList<AuditEntry>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    entries.add(EntryRow.read(rows));
                }
            }
            return entries;
        } catch (MalformedAuditException e) {
            throw Problems.internal("An entry cannot be read: have the log verified.");
        } catch (SQLException e) {
            throw AuditLog.unavailable(e);
        }
    }

    /** Walks the whole log in one snapshot, so that writers may go on meanwhile. */
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    Verification verify() {
        try (Connection connection = database.getConnection();
                Undo _ = Undo.beginSnapshot(connection)) {
            return verify(connection);
        } catch (SQLException e) {
            throw AuditLog.unavailable(e);
        }
    }

    private static Verification verify(Connection connection) throws SQLException {
        ChainHead head = head(connection);
        try (PreparedStatement select =
                connection.prepareStatement("select * from audit_entry order by sequence")) {
            // The driver keeps to this only inside a transaction.
            select.setFetchSize(ROWS_AT_ONCE);
            try (ResultSet rows = select.executeQuery()) {
                Verification found = AuditChain.verify(new EntryRows(rows), head);
                if (found instanceof Intact(long count, String _)) {
                    if (head == null) {
                        return new Broken(count + 1, "the log's head is missing or unreadable");
                    }
                    if (count > head.sequence()) {
                        return new Broken(
                                head.sequence() + 1, "it stands after the head of the log");
                    }
                }
                return found;
            }
        }
    }

    private static @Nullable ChainHead head(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("select sequence, hash from audit_head");
                ResultSet rows = select.executeQuery()) {
            return rows.next() ? new ChainHead(rows.getLong(1), rows.getString(2)) : null;
        } catch (MalformedAuditException e) {
            return null;
        }
    }
}
