package org.carrel.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.Connection;
import java.util.List;
import java.util.Map;
import org.carrel.compliance.Verification.Intact;
import org.carrel.problem.ProblemException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What cannot be recorded fails the request, whatever it is that keeps it from being recorded. */
class AuditFailureTest {

    private OwnLog own;
    private OwnLog.Server server;

    @BeforeEach
    void start() throws Exception {
        own = OwnLog.start();
        server = own.server();
        server.record("before");
    }

    @AfterEach
    void stop() throws Exception {
        own.close();
    }

    @Test
    void aRevokedInsert() throws Exception {
        own.sql("revoke insert on audit_pending from " + own.roles.server());
        assertRefused();
        own.sql("grant insert on audit_pending to " + own.roles.server());
        assertGoesOn();
    }

    @Test
    void aFullDisk() throws Exception {
        // The state that PostgreSQL gives when it cannot extend a file.
        own.sql(
                """
                create function full_disk() returns trigger language plpgsql as $$
                begin
                    raise exception 'could not extend file' using errcode = 'disk_full';
                end
                $$;
                create trigger full_disk before insert on audit_pending
                    for each row execute function full_disk();
                """);
        assertRefused();
        own.sql("drop trigger full_disk on audit_pending");
        assertGoesOn();
    }

    @Test
    void aStoppedDatabase() throws Exception {
        try (OwnLog alone = OwnLog.startAlone()) {
            server = alone.server();
            server.record("before");
            alone.stopDatabase();
            assertRefused();
        }
    }

    @Test
    void anActorWhoseKeyCannotBeKept() throws Exception {
        own.sql("revoke insert on audit_subject from " + own.roles.server());
        ProblemException refused =
                assertThrows(
                        ProblemException.class,
                        () ->
                                server.log.recordNow(
                                        OwnLog.event("a", Map.of()),
                                        Personal.naming("wantedActor", "somebody new")));
        assertEquals(503, refused.status());
        own.sql("grant insert on audit_subject to " + own.roles.server());
        assertGoesOn();
    }

    @Test
    void connectionsThatBroke() throws Exception {
        try (Connection superuser = own.roles.connectSuperuser();
                var end =
                        superuser.prepareStatement(
                                "select pg_terminate_backend(pid) from pg_stat_activity"
                                        + " where usename = ?")) {
            end.setString(1, own.roles.server());
            end.execute();
        }
        // Each connection is found broken once, the log's and those for keys.
        assertThrows(ProblemException.class, () -> recordOf("first"));
        assertThrows(ProblemException.class, () -> recordOf("second"));
        recordOf("third");
        assertInstanceOf(Intact.class, server.reader.verify());
    }

    private void recordOf(String person) {
        server.log.recordNow(OwnLog.event("a", Map.of()), Personal.naming("wantedActor", person));
    }

    private void assertRefused() {
        ProblemException refused =
                assertThrows(ProblemException.class, () -> server.record("refused"));
        assertEquals(503, refused.status());
        assertEquals(ProblemException.Category.EXTERNAL, refused.category());
    }

    private void assertGoesOn() {
        server.record("after");
        assertEquals(
                List.of("after", "before"),
                server.reader.newest(new AuditQuery(null, List.of(), 10)).stream()
                        .map(each -> each.entry().event().action())
                        .toList());
        assertInstanceOf(Intact.class, server.reader.verify());
    }
}
