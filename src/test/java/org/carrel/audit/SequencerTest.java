package org.carrel.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.carrel.audit.ShownEntry.State;
import org.carrel.compliance.Verification.Intact;
import org.carrel.compliance.tree.Tree;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a recorded event to its place in the log. */
class SequencerTest {

    private OwnLog own;

    @BeforeEach
    void start() throws Exception {
        own = OwnLog.start();
    }

    @AfterEach
    void stop() throws Exception {
        own.close();
    }

    @Test
    void serversOnOneDatabaseTakeTurns() throws Exception {
        OwnLog.Server one = own.server();
        OwnLog.Server other = own.server();
        try (var threads = Executors.newFixedThreadPool(6)) {
            List<Future<?>> all = new ArrayList<>();
            for (OwnLog.Server server : List.of(one, other, one, other)) {
                all.add(threads.submit(() -> records(server, 300)));
            }
            for (OwnLog.Server server : List.of(one, other)) {
                all.add(threads.submit(() -> drains(server, 50)));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
        assertEquals(1_200, assertInstanceOf(Intact.class, one.reader.verify()).count());
    }

    @Test
    void hashesFromBeforeTheyStoodInTheirEntriesCountStill() throws Exception {
        OwnLog.Server server = own.server();
        records(server, 300);
        server.sequencer.drain();
        own.sql(
                "alter table audit_entry disable trigger user; insert into audit_node (level,"
                        + " place, hash) select 0, sequence - 1, leaf from audit_entry; update"
                        + " audit_entry set leaf = null; alter table audit_entry enable trigger"
                        + " user");
        records(server, 10);
        assertEquals(310, assertInstanceOf(Intact.class, server.reader.verify()).count());
        try (Connection connection = own.database.getConnection()) {
            assertEquals(
                    Head.read(connection).log().frontier().root(),
                    new Tree(new Nodes(connection), 310).root());
        }
    }

    @Test
    void moreThanOneRoundHolds() throws Exception {
        OwnLog.Server server = own.server();
        server.record("first");
        own.sql(
                "insert into audit_pending (time, action, outcome, details, personal, sealed)"
                        + " select now(), 'many', 'SUCCESS', '{}', '{}', '{}'"
                        + " from generate_series(1, 4500)");
        assertEquals(4_501, assertInstanceOf(Intact.class, server.reader.verify()).count());
        assertEquals(Duration.ZERO, server.sequencer.backlog());
    }

    @Test
    void whatWaitsHasAnAge() throws Exception {
        OwnLog.Server server = own.server();
        own.sql(
                "insert into audit_pending (time, action, outcome, details, personal, sealed)"
                        + " values (now() - interval '1 hour', 'old', 'SUCCESS', '{}', '{}', '{}')");
        assertTrue(server.sequencer.backlog().compareTo(Duration.ofMinutes(59)) > 0);
    }

    @Test
    void whatIsPendingLeavesOnlyIntoTheLog() throws Exception {
        own.server().record("stays");
        assertThrows(SQLException.class, () -> own.sql("delete from audit_pending"));
        assertEquals(1, assertInstanceOf(Intact.class, own.server().reader.verify()).count());
    }

    @Test
    void anErasedSubjectLeavesEveryHashAsItWas() throws Exception {
        OwnLog.Server server = own.server();
        server.log.recordNow(
                OwnLog.event("answer.evidence", Map.of()), Personal.ofActor("question", "who?"));
        String head = assertInstanceOf(Intact.class, server.reader.verify()).head();
        assertTrue(server.subjects.destroy(new Subjects.Name(Subjects.Kind.ACTOR, OwnLog.ACTOR)));
        assertEquals(head, assertInstanceOf(Intact.class, server.reader.verify()).head());
        ShownEntry shown = newest(server);
        assertNull(shown.actor());
        assertEquals(State.ERASED, shown.personal("question").state());
        assertNull(shown.personal("question").value());
    }

    @Test
    void aValueThatWasExchangedIsNotShown() throws Exception {
        OwnLog.Server server = own.server();
        server.record("one");
        server.record("two");
        server.sequencer.drain();
        own.sql(
                "alter table audit_personal disable trigger user; update audit_personal set sealed ="
                        + " (select sealed from audit_personal where sequence = 1)"
                        + " where sequence = 2");
        assertEquals(State.MISSING, newest(server).personal(Committing.ACTOR).state());
    }

    @Test
    void anotherKeyIsNotTakenForThatOfTheSubjects() throws Exception {
        own.server().record("under one key");
        var another = new byte[32];
        another[0] = 1;
        var subjects = new Subjects(own.database);
        assertThrows(IllegalStateException.class, () -> subjects.unlock(another));
    }

    @Test
    void whatIsStoredNamesNobody() throws Exception {
        OwnLog.Server server = own.server();
        server.log.recordNow(
                OwnLog.event("a", Map.of()), Personal.ofActor("question", "who is lovelace?"));
        assertEquals(OwnLog.ACTOR, newest(server).actor());
        assertNotEquals(0, rows("audit_entry", "%"));
        for (String table : List.of("audit_entry", "audit_personal", "audit_subject")) {
            assertEquals(0, rows(table, "%" + OwnLog.ACTOR + "%"), table);
        }
    }

    private int rows(String table, String like) throws SQLException {
        try (var connection = own.database.getConnection();
                var select =
                        connection.prepareStatement(
                                "select count(*) from " + table + " t where t::text like ?")) {
            select.setString(1, like);
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    private static ShownEntry newest(OwnLog.Server server) {
        return server.reader.newest(new AuditQuery(null, List.of(), 1)).getFirst();
    }

    private static void records(OwnLog.Server server, int events) {
        for (int i = 0; i < events; i++) {
            server.record("write");
        }
    }

    private static void drains(OwnLog.Server server, int times) {
        for (int i = 0; i < times; i++) {
            server.sequencer.drain();
        }
    }
}
