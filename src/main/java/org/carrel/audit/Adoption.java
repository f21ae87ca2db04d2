package org.carrel.audit;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.carrel.compliance.AuditChain;
import org.carrel.compliance.AuditEvent;
import org.carrel.compliance.AuditEvent.Outcome;
import org.carrel.compliance.ChainHead;
import org.carrel.compliance.LogHead;
import org.carrel.compliance.Verification;
import org.carrel.compliance.tree.Frontier;
import org.carrel.compliance.tree.Hash;
import org.carrel.compliance.tree.Subtree;
import org.jboss.logging.Logger;

/**
 * Raises the tree over the entries of a log that was a chain, once. What the chain was found to be
 * is the first thing that the tree's log says.
 */
@ApplicationScoped
class Adoption {

    private static final Logger LOG = Logger.getLogger(Adoption.class);

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int ROWS_AT_ONCE = 500;
    private static final int NODES_AT_ONCE = 5_000;

    private final AgroalDataSource database;
    private final Committing committing;

    Adoption(AgroalDataSource database, Committing committing) {
        this.database = database;
        this.committing = committing;
    }

    /**
     * @throws org.carrel.compliance.MalformedAuditException if an entry cannot be read, so that no
     *     tree can be raised over it
     */
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    void adopt() {
        try (Connection connection = database.getConnection();
                Undo _ = Undo.begin(connection)) {
            if (Head.lock(connection).size() > 0) {
                return;
            }
            Frontier raised = raise(connection);
            if (raised.size() == 0) {
                return;
            }
            Verification chain = verifyChain(connection);
            Head.advance(connection, new LogHead(raised, LogHead.EMPTY.time()));
            PendingRow.insert(
                    connection,
                    committing.commit(event(raised.size(), chain), List.of(), Deadline.in(LIMIT)));
            connection.commit();
            LOG.infof("the audit log's %d entries are in its tree: %s", raised.size(), chain);
        } catch (SQLException e) {
            throw AuditLog.unavailable(e);
        }
    }

    private static Frontier raise(Connection connection) throws SQLException {
        Frontier frontier = Frontier.EMPTY;
        var nodes = new ArrayList<Subtree>();
        try (PreparedStatement select = entries(connection);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                Hash leaf = EntryRow.read(rows).leaf();
                nodes.add(new Subtree(0, frontier.size(), leaf));
                nodes.addAll(frontier.completedBy(leaf));
                frontier = frontier.append(leaf);
                if (nodes.size() >= NODES_AT_ONCE) {
                    Nodes.insert(connection, nodes);
                    nodes.clear();
                }
            }
        }
        Nodes.insert(connection, nodes);
        return frontier;
    }

    private static Verification verifyChain(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement(
                                "select chain_sequence, chain_hash from audit_head");
                ResultSet head = select.executeQuery();
                PreparedStatement entries = entries(connection);
                ResultSet rows = entries.executeQuery()) {
            head.next();
            var known = new ChainHead(head.getLong(1), head.getString(2));
            return AuditChain.verify(new EntryRows(rows), known);
        }
    }

    private static PreparedStatement entries(Connection connection) throws SQLException {
        PreparedStatement select =
                connection.prepareStatement("select * from audit_entry order by sequence");
        select.setFetchSize(ROWS_AT_ONCE);
        return select;
    }

    private static AuditEvent event(long entries, Verification chain) {
        var details = new TreeMap<String, String>(Map.of("entries", Long.toString(entries)));
        switch (chain) {
            case Verification.Intact(long _, String head) -> details.put("chainHead", head);
            case Verification.Broken(long sequence, String what) -> {
                details.put("brokenAt", Long.toString(sequence));
                details.put("problem", what);
            }
        }
        Outcome outcome = chain instanceof Verification.Intact ? Outcome.SUCCESS : Outcome.FAILED;
        return new AuditEvent(
                Instant.now(), "system", "audit.adopt", outcome, null, null, null, details);
    }
}
