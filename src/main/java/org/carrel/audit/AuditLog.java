package org.carrel.audit;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.carrel.compliance.AuditChain;
import org.carrel.compliance.AuditEntry;
import org.carrel.compliance.AuditEvent;
import org.carrel.compliance.ChainHead;
import org.carrel.problem.ProblemException;
import org.carrel.problem.Problems;
import org.jboss.logging.Logger;

/**
 * Writes the audit log (45 CFR 164.312(b)). One entry at a time: a writer holds the head of the log
 * until its transaction ends, so record last, just before the end.
 *
 * <p>Both calls throw a {@link ProblemException} (unavailable, 503) if the entry is not written
 * within two seconds, and {@link org.carrel.compliance.MalformedAuditException} for an event that
 * the form refuses; the request must then fail, and in {@link #record} the transaction is marked to
 * roll back.
 */
@ApplicationScoped
public class AuditLog {

    private static final Logger LOG = Logger.getLogger(AuditLog.class);

    // Of the two seconds a request has; the rest is for its way out.
    private static final Duration LIMIT = Duration.ofMillis(1_800);

    private static final String INSERT =
            "insert into audit_entry (sequence, time, actor, action, outcome, collection_id,"
                    + " document_id, purpose, details, previous_hash, hash)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final AgroalDataSource database;

    AuditLog(AgroalDataSource database) {
        this.database = database;
    }

    /**
     * Records in the caller's transaction: the entry and the effect happen both or not at all.
     *
     * @throws jakarta.transaction.TransactionalException if there is no transaction
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void record(AuditEvent event) {
        Deadline deadline = Deadline.in(LIMIT);
        try (Connection connection = database.getConnection();
                Undo _ = Deadline.keepTimeout(connection)) {
            append(connection, event, deadline);
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    /**
     * Records apart from any transaction of the caller, durable on return: for reads, before the
     * first byte is released, and for refusals. Takes a connection of its own; call it outside a
     * transaction, and never after {@link #record} in the same one, which holds the head.
     */
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    public void recordNow(AuditEvent event) {
        Deadline deadline = Deadline.in(LIMIT);
        try (Connection connection = database.getConnection();
                Undo _ = Deadline.keepTimeout(connection);
                Undo _ = Undo.begin(connection)) {
            append(connection, event, deadline);
            deadline.apply(connection);
            connection.commit();
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    private static void append(Connection connection, AuditEvent event, Deadline deadline)
            throws SQLException {
        deadline.apply(connection);
        AuditEntry entry = AuditChain.append(lockHead(connection), event);
        deadline.apply(connection);
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            EntryRow.write(entry, insert);
            insert.executeUpdate();
        }
    }

    private static ChainHead lockHead(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement(
                                "select sequence, hash from audit_head_for_append()");
                ResultSet rows = select.executeQuery()) {
            if (!rows.next()) {
                throw new SQLException("the head of the audit log is missing");
            }
            return new ChainHead(rows.getLong("sequence"), rows.getString("hash"));
        }
    }

    static ProblemException unavailable(SQLException cause) {
        // The state alone: PostgreSQL's messages can quote values.
        LOG.errorf("audit log not available: SQL state %s", cause.getSQLState());
        return Problems.unavailable("The audit log does not answer, so nothing was done.");
    }
}
