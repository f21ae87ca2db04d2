package org.carrel.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.arjuna.ats.jta.TransactionManager;
import jakarta.transaction.RollbackException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.carrel.SilentDatabase;
import org.carrel.compliance.Verification.Intact;
import org.carrel.problem.ProblemException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

/**
 * A database that falls silent holds nobody who records, and the log says no less than was done.
 */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SilentDatabaseTest {

    private OwnLog own;
    private OwnLog.Server server;

    @BeforeEach
    void start() throws Exception {
        own = OwnLog.start();
        own.sql("create table effect (action text)");
        own.sql("grant select, insert on effect to " + own.roles.server());
        server = own.server();
        act("before");
    }

    @AfterEach
    void stop() throws Exception {
        own.close();
    }

    @Test
    void atTheInsert() throws Exception {
        try (var _ = SilentDatabase.atInsert(own.roles.connectSuperuser(), "audit_pending")) {
            assertRefused(() -> server.record("refused"));
            assertRefused(() -> act("refused"));
        }
        assertGoesOn();
    }

    @Test
    void atTheCommit() throws Exception {
        try (var _ = SilentDatabase.atCommit(own.roles.connectSuperuser(), "audit_pending")) {
            assertRefused(() -> server.record("refused"));
            assertThrows(RollbackException.class, () -> act("unknown"));
        }
        assertGoesOn();
    }

    @Test
    void atTheFirstStatementOfATransactionWithALimit() throws Exception {
        try (var _ = SilentDatabase.atInsert(own.roles.connectSuperuser(), "effect")) {
            TransactionManager.transactionManager().begin();
            server.log.limit();
            assertThrows(SQLException.class, () -> insertEffect("refused"));
            TransactionManager.transactionManager().rollback();
        }
        assertGoesOn();
    }

    /** No other of the pool's connections is bounded after it. */
    @Test
    void aCommitLeavesNoBound() throws Exception {
        TransactionManager.transactionManager().begin();
        server.log.limit();
        server.log.record(OwnLog.event("first", Map.of()));
        server.log.record(OwnLog.event("second", Map.of()));
        TransactionManager.transactionManager().commit();
        List<Connection> pooled = new ArrayList<>();
        try {
            for (int i = 0; i < OwnLog.CONNECTIONS; i++) {
                pooled.add(own.database.getConnection());
                assertEquals(0, pooled.getLast().getNetworkTimeout());
            }
        } finally {
            for (Connection each : pooled) {
                each.close();
            }
        }
    }

    /** An effect and its event in one transaction. */
    private void act(String action) throws Exception {
        TransactionManager.transactionManager().begin();
        try {
            insertEffect(action);
            server.log.record(OwnLog.event(action, Map.of()));
        } catch (SQLException | RuntimeException e) {
            TransactionManager.transactionManager().rollback();
            throw e;
        }
        TransactionManager.transactionManager().commit();
    }

    private void insertEffect(String action) throws SQLException {
        try (Connection connection = own.database.getConnection();
                var insert = connection.prepareStatement("insert into effect values (?)")) {
            insert.setString(1, action);
            insert.executeUpdate();
        }
    }

    private static void assertRefused(Executable recording) {
        ProblemException refused = assertThrows(ProblemException.class, recording);
        assertEquals(503, refused.status());
    }

    private void assertGoesOn() throws Exception {
        act("after");
        assertInstanceOf(Intact.class, server.reader.verify());
        // Recorded apart from any effect.
        assertEquals(
                all("select action from effect order by 1"),
                all(
                        "select distinct action from audit_entry where action <> 'refused'"
                                + " order by 1"));
    }

    private List<String> all(String query) throws SQLException {
        var all = new ArrayList<String>();
        try (Connection connection = own.roles.connectOwner();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                all.add(rows.getString(1));
            }
        }
        return all;
    }
}
