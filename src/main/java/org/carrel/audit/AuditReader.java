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
import java.util.UUID;
import org.carrel.audit.CheckpointRows.Row;
import org.carrel.compliance.LogEntry;
import org.carrel.compliance.MalformedAuditException;
import org.carrel.compliance.Verification;
import org.carrel.compliance.note.SignedNote;
import org.carrel.problem.Problems;
import org.jspecify.annotations.Nullable;

/** Reads the log, all of it that was committed before the call. */
@ApplicationScoped
class AuditReader {

    private static final int QUERY_SECONDS = 10;

    private final AgroalDataSource database;
    private final Sequencer sequencer;
    private final Subjects subjects;
    private final Disclosures disclosures;
    private final Checkpoints checkpoints;

    AuditReader(
            AgroalDataSource database,
            Sequencer sequencer,
            Subjects subjects,
            Disclosures disclosures,
            Checkpoints checkpoints) {
        this.database = database;
        this.sequencer = sequencer;
        this.subjects = subjects;
        this.disclosures = disclosures;
        this.checkpoints = checkpoints;
    }

    /** The newest entries that match, at most {@code query.limit()}, newest first. */
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    List<ShownEntry> newest(AuditQuery query) {
        sequencer.drain();
        try (Connection connection = database.getConnection()) {
            return disclosures.of(connection, select(connection, query));
        } catch (MalformedAuditException e) {
            throw Problems.internal("An entry cannot be read: have the log verified.");
        } catch (SQLException e) {
            throw AuditLog.unavailable(e);
        }
    }

    /** Walks the whole log in one snapshot, so that writers may go on meanwhile. */
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    Verification verify() {
        sequencer.drain();
        try (Connection connection = database.getConnection();
                Undo _ = Undo.beginSnapshot(connection)) {
            return new LogWalk(connection).verify();
        } catch (MalformedAuditException e) {
            return new Verification.Broken(1, String.valueOf(e.getMessage()));
        } catch (SQLException e) {
            throw AuditLog.unavailable(e);
        }
    }

    /** The log signed as it is; null of an empty one. */
    @Nullable SignedNote checkpointNow() {
        sequencer.drain();
        try {
            return checkpoints.signNow();
        } catch (SQLException e) {
            throw AuditLog.unavailable(e);
        }
    }

    /** What was signed at a size, if anything. */
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    @Nullable SignedNote checkpoint(long size) {
        try (Connection connection = database.getConnection()) {
            Row row = CheckpointRows.at(connection, size);
            return row == null ? null : row.note();
        } catch (SQLException e) {
            throw AuditLog.unavailable(e);
        }
    }

    /** Checkpoints over fewer entries than {@code size}, newest first. */
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    List<Row> checkpoints(long size, int most) {
        try (Connection connection = database.getConnection()) {
            return CheckpointRows.before(connection, size, most);
        } catch (SQLException e) {
            throw AuditLog.unavailable(e);
        }
    }

    private List<LogEntry> select(Connection connection, AuditQuery query) throws SQLException {
        UUID subject = query.subject(connection, subjects);
        try (PreparedStatement select = query.prepare(connection, subject)) {
            select.setQueryTimeout(QUERY_SECONDS);
            var entries = new ArrayList<LogEntry>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    entries.add(EntryRow.read(rows));
                }
            }
            return entries;
        }
    }
}
