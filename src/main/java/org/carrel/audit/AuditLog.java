package org.carrel.audit;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.carrel.compliance.AuditEvent;
import org.carrel.problem.ProblemException;
import org.carrel.problem.Problems;
import org.jboss.logging.Logger;

/**
 * Records what happens (45 CFR 164.312(b)). Nobody waits for another: an event becomes an entry of
 * the log by the {@link Sequencer}, after it is durable.
 *
 * <p>The log never holds an event's actor and other {@link Personal} values, but commitments to
 * them.
 *
 * <p>All calls throw a {@link ProblemException} (unavailable, 503) if the event is not written
 * within two seconds, and {@link org.carrel.compliance.MalformedAuditException} for an event that
 * the form refuses; the request must then fail, and in {@link #record} the transaction is marked to
 * roll back.
 */
@ApplicationScoped
public class AuditLog {

    private static final Logger LOG = Logger.getLogger(AuditLog.class);

    // Of the two seconds a request has; the rest is for its refusal.
    private static final Duration LIMIT = Duration.ofMillis(1_300);

    // Less than LIMIT: a database that answers says itself that it was too long.
    private static final Duration STATEMENT_LIMIT = Duration.ofMillis(1_100);

    private final AgroalDataSource database;
    private final Committing committing;
    private final Sequencing sequencing;
    private final TransactionSynchronizationRegistry transactions;

    AuditLog(
            AgroalDataSource database,
            Committing committing,
            Sequencing sequencing,
            TransactionSynchronizationRegistry transactions) {
        this.database = database;
        this.committing = committing;
        this.sequencing = sequencing;
        this.transactions = transactions;
    }

    /**
     * Records in the caller's transaction: the event and the effect happen both or not at all.
     *
     * @throws jakarta.transaction.TransactionalException if there is no transaction
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void record(AuditEvent event, Personal... personal) {
        write(event, personal);
        transactions.registerInterposedSynchronization(sequencing.wakingAfter());
        transactions.registerInterposedSynchronization(new BoundedWaits(database, LIMIT));
    }

    /**
     * Records apart from any transaction of the caller, durable on return: for reads, before the
     * first byte is released, and for refusals. Takes a connection of its own.
     */
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    public void recordNow(AuditEvent event, Personal... personal) {
        write(event, personal);
        CurrentRequest.recorded();
        sequencing.wake();
    }

    /**
     * Bounds each statement of the caller's transaction from here on, so that what is written
     * beside an event, too, is refused within two seconds when its table is locked or the database
     * silent.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void limit() {
        BoundedWaits waits = new BoundedWaits(database, LIMIT);
        try (Connection connection = database.getConnection();
                Statement limit = connection.createStatement()) {
            transactions.registerInterposedSynchronization(waits);
            waits.begin();
            limit.execute("set local statement_timeout = " + STATEMENT_LIMIT.toMillis());
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    private void write(AuditEvent event, Personal... personal) {
        Deadline deadline = Deadline.in(LIMIT);
        try {
            Recorded recorded =
                    committing.commit(CurrentRequest.named(event), List.of(personal), deadline);
            try (Connection connection = database.getConnection();
                    Undo _ = Deadline.keepTimeout(connection)) {
                deadline.apply(connection);
                PendingRow.insert(connection, recorded);
            }
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    static ProblemException unavailable(SQLException cause) {
        // The state alone: PostgreSQL's messages can quote values.
        LOG.errorf("audit log not available: SQL state %s", cause.getSQLState());
        return Problems.unavailable("The audit log does not answer, so nothing was done.");
    }
}
