package org.carrel.audit;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.carrel.DatabaseRoles;
import org.carrel.SilentDatabase;
import org.carrel.problem.ProblemException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * How long who records waits to be refused, at most, for each way in which a database fails.
 *
 * <pre>
 * ./mvnw -pl src -am -Dskip.ui -Dexcluded.groups=none -Dtest=RefusalBenchmark \
 *     -Dsurefire.failIfNoSpecifiedTests=false test
 * </pre>
 */
@Tag("slow")
class RefusalBenchmark {

    private static final int TIMES = 10;
    private static final String TABLE = "audit_pending";

    private final List<String> lines = new ArrayList<>();

    /** Brings a failure about. */
    private interface Begin {
        AutoCloseable failure() throws Exception;
    }

    @Test
    void longestWaits() throws Exception {
        try (OwnLog alone = OwnLog.startAlone()) {
            OwnLog.Server server = used(alone);
            DatabaseRoles roles = alone.roles;
            measure(server, "INSERT revoked", () -> revoked(alone));
            measure(server, "table locked", () -> locked(roles));
            measure(
                    server,
                    "silent at the insert",
                    () -> SilentDatabase.atInsert(roles.connectSuperuser(), TABLE));
            measure(
                    server,
                    "silent at the commit",
                    () -> SilentDatabase.atCommit(roles.connectSuperuser(), TABLE));
            measure(server, "all of it silent", () -> allSilent(roles));
            alone.stopDatabase();
            measure(server, "stopped", () -> () -> {});
        }
        if (SmallDisk.isPossible()) {
            try (SmallDisk disk = SmallDisk.start(OwnLog.binaries());
                    OwnLog small = OwnLog.startOn(disk)) {
                OwnLog.Server server = used(small);
                measure(server, "disk full", () -> full(disk, server));
            }
        } else {
            lines.add("disk full: not measured, no file system can be mounted apart");
        }
        lines.forEach(System.out::println);
    }

    private static OwnLog.Server used(OwnLog log) {
        OwnLog.Server server = log.server();
        server.record("before");
        return server;
    }

    private void measure(OwnLog.Server server, String name, Begin begin) throws Exception {
        double alone;
        double inTransaction;
        try (AutoCloseable _ = begin.failure()) {
            alone = longest(() -> server.record("refused"));
            inTransaction = longest(() -> server.recordInTransaction("refused"));
        }
        lines.add(
                "%-22s recordNow %4.0f ms, transaction with record %4.0f ms (longest of %d)"
                        .formatted(name, alone, inTransaction, TIMES));
    }

    private static double longest(Executable recording) {
        double longest = 0;
        for (int i = 0; i < TIMES; i++) {
            long begun = System.nanoTime();
            assertThrows(Exception.class, recording);
            longest = Math.max(longest, (System.nanoTime() - begun) / 1e6);
        }
        return longest;
    }

    private static AutoCloseable revoked(OwnLog own) throws SQLException {
        own.sql("revoke insert on audit_pending from " + own.roles.server());
        return () -> own.sql("grant insert on audit_pending to " + own.roles.server());
    }

    private static AutoCloseable locked(DatabaseRoles roles) throws SQLException {
        Connection owner = roles.connectOwner();
        owner.setAutoCommit(false);
        try (var lock = owner.createStatement()) {
            lock.execute("lock table audit_pending in access exclusive mode");
        }
        return owner;
    }

    /** Nothing takes connections either. */
    private static AutoCloseable allSilent(DatabaseRoles roles) throws Exception {
        List<String> all;
        try (Connection superuser = roles.connectSuperuser();
                var statement = superuser.createStatement();
                var row =
                        statement.executeQuery(
                                "select split_part(pg_read_file('postmaster.pid'), chr(10), 1)")) {
            row.next();
            ProcessHandle postmaster = ProcessHandle.of(row.getLong(1)).orElseThrow();
            all =
                    Stream.concat(Stream.of(postmaster), postmaster.descendants())
                            .map(process -> Long.toString(process.pid()))
                            .toList();
        }
        signal("-STOP", all);
        return () -> signal("-CONT", all);
    }

    private static void signal(String signal, List<String> processes) throws Exception {
        List<String> command = new ArrayList<>(List.of("kill", signal));
        command.addAll(processes);
        new ProcessBuilder(command).start().waitFor();
    }

    private static AutoCloseable full(SmallDisk disk, OwnLog.Server server) throws IOException {
        disk.fill();
        try {
            while (true) {
                server.record("fills");
            }
        } catch (ProblemException e) {
            return disk::makeRoom;
        }
    }
}
