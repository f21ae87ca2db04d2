package org.carrel.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.carrel.compliance.Verification.Intact;
import org.carrel.problem.ProblemException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Recording on a disk that is really full: refused, and when there is room again the log holds what
 * was confirmed, goes on and is intact.
 */
class FullDiskTest {

    // More rows than fit into what PostgreSQL had of the disk before.
    private static final int MOST = 200_000;

    private SmallDisk disk;
    private OwnLog own;
    private OwnLog.Server server;
    private final List<String> confirmed = new ArrayList<>();

    // Nobody was told that it is there, and it may be.
    private final Set<String> unknown = new HashSet<>();

    @BeforeEach
    void start() throws Exception {
        assumeTrue(
                SmallDisk.isPossible(),
                "not checked that a full disk refuses: this machine cannot mount a file system in"
                        + " a user namespace");
        disk = SmallDisk.start(OwnLog.binaries());
        own = OwnLog.startOn(disk);
        server = own.server();
        confirm("before");
        assertInstanceOf(Intact.class, server.reader.verify());
    }

    @AfterEach
    void stop() throws Exception {
        if (own != null) {
            own.close();
        }
        if (disk != null) {
            disk.close();
        }
    }

    @Test
    void aTableThatCannotGrow() throws Exception {
        disk.fill();
        ProblemException refused = assertThrows(ProblemException.class, this::confirmMany);
        assertEquals(503, refused.status());
        assertTrue(disk.wasFull());
        assertTrue(disk.isRunning());
        // PostgreSQL said no itself.
        unknown.clear();
        assertRefusedInTransaction();

        disk.makeRoom();
        assertGoesOn();
    }

    @Test
    void aWriteAheadLogThatCannotGrow() throws Exception {
        disk.fill();
        assertThrows(SQLException.class, this::writeAhead);
        assertTrue(disk.wasFull());
        assertThrows(ProblemException.class, this::confirmMany);
        assertRefusedInTransaction();

        disk.makeRoom();
        if (!disk.isRunning()) {
            disk.startPostgres();
        }
        assertGoesOn();
    }

    private void confirm(String action) {
        unknown.add(action);
        server.record(action);
        unknown.remove(action);
        confirmed.add(action);
    }

    private void confirmMany() {
        for (int i = 0; i < MOST; i++) {
            confirm("event." + i);
        }
    }

    /** Of what touches no table, until there is no room for more. */
    private void writeAhead() throws SQLException {
        try (Connection superuser = own.roles.connectSuperuser();
                var write =
                        superuser.prepareStatement(
                                "select pg_logical_emit_message(true, '', repeat('x', 500000))")) {
            for (int i = 0; i < MOST; i++) {
                write.execute();
            }
        }
    }

    private void assertRefusedInTransaction() {
        ProblemException refused =
                assertThrows(ProblemException.class, () -> server.recordInTransaction("refused"));
        assertEquals(503, refused.status());
    }

    private void assertGoesOn() throws Exception {
        confirm("after");
        server.recordInTransaction("after.in.transaction");
        confirmed.add("after.in.transaction");
        assertInstanceOf(Intact.class, server.reader.verify());
        assertEquals(confirmed, recorded());
    }

    private List<String> recorded() throws SQLException {
        var actions = new ArrayList<String>();
        try (Connection connection = own.database.getConnection();
                var select =
                        connection.prepareStatement(
                                "select action from audit_entry order by sequence");
                var rows = select.executeQuery()) {
            while (rows.next()) {
                actions.add(rows.getString(1));
            }
        }
        actions.removeAll(unknown);
        return actions;
    }
}
