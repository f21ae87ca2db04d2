package org.carrel.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionalException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.carrel.DatabaseRoles;
import org.carrel.PostgresTestResource;
import org.carrel.compliance.AuditEvent;
import org.carrel.compliance.AuditEvent.Outcome;
import org.carrel.compliance.CanonicalForm;
import org.carrel.compliance.LoggedEvent;
import org.carrel.compliance.MalformedAuditException;
import org.carrel.compliance.Verification.Broken;
import org.carrel.compliance.Verification.Intact;
import org.carrel.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class AuditLogTest {

    @Inject AuditLog log;
    @Inject AuditReader reader;
    @Inject AgroalDataSource database;

    // Other tests write to the same log; this one's entries are told by their actor.
    private final String actor = "actor-" + UUID.randomUUID();

    @Test
    void manyWritersMakeOneLogWithoutGaps() throws InterruptedException, ExecutionException {
        try (var threads = Executors.newFixedThreadPool(16)) {
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < 16; writer++) {
                boolean apart = writer % 2 == 0;
                writers.add(threads.submit(() -> write(50, apart)));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        }
        assertInstanceOf(Intact.class, reader.verify());
        long[] sequences = sequences(Long.MAX_VALUE);
        long[] older = sequences(sequences[499]);
        assertEquals(800, sequences.length + older.length);
        assertEquals(800, sequences[0] - older[299] + 1, "nobody else wrote meanwhile");
    }

    @Test
    void anEntryReadBackIsTheEventThatWasRecorded() {
        Instant soon = Instant.now().plusSeconds(1);
        var event =
                new AuditEvent(
                        soon,
                        actor,
                        "document.read",
                        Outcome.FAILED,
                        "c",
                        "d",
                        "TREAT",
                        Map.of("name", "a \ud834\udd1e \"quoted\" \u00e4\n", "", ""));
        log.recordNow(event, Personal.ofActor("question", "who?"));
        ShownEntry shown = written().getFirst();
        LoggedEvent logged = shown.entry().event();
        assertEquals(event.time(), logged.time());
        assertEquals(event.outcome(), logged.outcome());
        assertEquals(event.collectionId(), logged.collectionId());
        assertEquals(event.documentId(), logged.documentId());
        assertEquals(event.purpose(), logged.purpose());
        assertEquals(event.details(), logged.details());
        assertEquals(actor, shown.actor());
        assertEquals("who?", shown.personal("question").value());
        assertInstanceOf(Intact.class, reader.verify());
    }

    @Test
    void aTimeThatGoesBackBecomesThatOfTheEntryBefore() {
        log.recordNow(event("now"));
        log.recordNow(
                new AuditEvent(
                        Instant.EPOCH, actor, "past", Outcome.SUCCESS, null, null, null, Map.of()));
        List<ShownEntry> both = written();
        assertEquals(both.get(1).entry().event().time(), both.get(0).entry().event().time());
        assertInstanceOf(Intact.class, reader.verify());
    }

    @Test
    void anEntryGoesWithTheEffectThatIsRolledBack() {
        assertThrows(
                IllegalStateException.class,
                () ->
                        QuarkusTransaction.requiringNew()
                                .run(() -> {
                                    log.record(event("undone"));
                                    throw new IllegalStateException("the effect failed");
                                }));
        assertEquals(List.of(), written());
        QuarkusTransaction.requiringNew().run(() -> log.record(event("done")));
        assertEquals("done", written().getFirst().entry().event().action());
        assertInstanceOf(Intact.class, reader.verify());
    }

    @Test
    void anEntryOfItsOwnOutlivesTheCallersRollback() {
        assertThrows(
                IllegalStateException.class,
                () ->
                        QuarkusTransaction.requiringNew()
                                .run(() -> {
                                    log.recordNow(event("refused"));
                                    assertEquals(1, written().size(), "already durable");
                                    throw new IllegalStateException("the request failed");
                                }));
        assertEquals("refused", written().getFirst().entry().event().action());
    }

    @Test
    void withoutATransactionThereIsNoEffectToRecordWith() {
        assertThrows(TransactionalException.class, () -> log.record(event("loose")));
        assertEquals(List.of(), written());
    }

    @Test
    void nobodyWaitsForASequencerThatHoldsTheHead() throws SQLException {
        try (Connection other = database.getConnection()) {
            other.setAutoCommit(false);
            execute(other, "select * from audit_head for update");
            // Both return while the lock is held.
            log.recordNow(event("first"));
            QuarkusTransaction.requiringNew().run(() -> log.record(event("second")));
            other.rollback();
            other.setAutoCommit(true);
        }
        assertEquals(2, written().size());
        assertInstanceOf(Intact.class, reader.verify());
    }

    @Test
    void aWriterThatHasNotCommittedKeepsNobodyElsesEntryBack() {
        QuarkusTransaction.requiringNew()
                .run(() -> {
                    log.record(event("open"));
                    log.recordNow(event("committed"));
                    assertEquals("committed", written().getFirst().entry().event().action());
                });
        assertEquals(
                List.of("open", "committed"),
                written().stream().map(each -> each.entry().event().action()).toList());
        assertInstanceOf(Intact.class, reader.verify());
    }

    @Test
    void aDatabaseThatFallsSilentFailsTheRequest() throws SQLException {
        log.recordNow(event("known"));
        try (Connection other = database.getConnection()) {
            other.setAutoCommit(false);
            execute(other, "lock table audit_pending in exclusive mode");
            // Both return while the lock is held: neither waits for it to be given back.
            ProblemException now =
                    assertThrows(ProblemException.class, () -> log.recordNow(event("silent")));
            assertEquals(503, now.status());
            assertEquals(ProblemException.Category.EXTERNAL, now.category());
            assertThrows(
                    ProblemException.class,
                    () -> QuarkusTransaction.requiringNew().run(() -> log.record(event("silent"))));
            other.rollback();
            other.setAutoCommit(true);
        }
        log.recordNow(event("heard again"));
        // What was given up may still have been carried out, and come after it.
        assertTrue(
                written().stream()
                        .anyMatch(each -> each.entry().event().action().equals("heard again")));
        assertInstanceOf(Intact.class, reader.verify());
    }

    @Test
    void aTransactionDoesNotCommitWithoutItsEntry() {
        AuditEvent large = event("large", Map.of("k", "x".repeat(CanonicalForm.MAX_BYTES)));
        assertThrows(
                RuntimeException.class,
                () ->
                        QuarkusTransaction.requiringNew()
                                .run(() -> {
                                    log.record(event("first"));
                                    assertThrows(
                                            MalformedAuditException.class, () -> log.record(large));
                                }));
        assertEquals(List.of(), written());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_entry set actor = 'somebody else'",
                "update audit_entry set actor = 'nobody' where false",
                "delete from audit_entry",
                "truncate audit_entry",
                "update audit_head set size = 0, frontier = ''",
                "update audit_head set size = size + 1",
                "update audit_head set installation = gen_random_uuid()",
                "delete from audit_head",
                "truncate audit_head",
                "insert into audit_head (chain_sequence, chain_hash) values (0, '')",
                "insert into audit_entry (sequence, time, action, outcome, details, form, personal)"
                        + " select size + 7, now(), 'a', 'SUCCESS', '{}', 2, '{}' from audit_head",
                "update audit_node set hash = hash",
                "delete from audit_node",
                "update audit_pending set action = 'another'",
                "truncate audit_pending",
                "delete from audit_subject",
                "update audit_subject set lookup = '1'",
                "update audit_personal set sealed = ''",
                "delete from audit_personal",
                "delete from audit_checkpoint",
                "update audit_checkpoint set note = ''",
                "set session_replication_role = replica; delete from audit_entry"
            })
    void theDatabaseRefusesToChangeTheLog(String statement) throws SQLException {
        log.recordNow(event("stays"));
        assertNotNull(reader.checkpointNow());
        try (Connection connection = DatabaseRoles.asSuperuser()) {
            SQLException refusal =
                    assertThrows(SQLException.class, () -> execute(connection, statement));
            assertTrue(
                    List.of("42501", "23000").contains(refusal.getSQLState()),
                    refusal.getSQLState());
            execute(connection, "reset session_replication_role");
        }
        assertEquals("stays", written().getFirst().entry().event().action());
        assertInstanceOf(Intact.class, reader.verify());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "time = time + interval '1 microsecond'",
                "action = 'another'",
                "document_id = 'd'",
                "purpose = ''",
                "outcome = 'SUCCES'",
                "details = '{ }'",
                "details = ''",
                "personal = '{}'"
            })
    void whatIsDonePastTheTriggersIsFound(String change) throws SQLException {
        log.recordNow(event("before"));
        log.recordNow(event("tampered"));
        log.recordNow(event("after"));
        long sequence = written().get(1).entry().sequence();
        try (Connection owner = DatabaseRoles.asOwner()) {
            execute(owner, "create table kept as table audit_entry");
            pastTriggers(
                    owner, "update audit_entry set " + change + " where sequence = " + sequence);
            try {
                Broken broken = assertInstanceOf(Broken.class, reader.verify());
                assertEquals(sequence, broken.sequence());
                assertFalse(broken.what().contains("somebody else"));
            } finally {
                pastTriggers(
                        owner,
                        "delete from audit_entry where sequence = "
                                + sequence
                                + "; insert into audit_entry select * from kept where sequence = "
                                + sequence);
                execute(owner, "drop table kept");
            }
        }
        assertInstanceOf(Intact.class, reader.verify());
    }

    @Test
    void aLogCutShortPastTheTriggersIsFound() throws SQLException {
        log.recordNow(event("last"));
        long sequence = written().getFirst().entry().sequence();
        try (Connection owner = DatabaseRoles.asOwner()) {
            execute(owner, "create table kept as table audit_entry");
            pastTriggers(owner, "delete from audit_entry where sequence = " + sequence);
            try {
                Broken broken = assertInstanceOf(Broken.class, reader.verify());
                assertEquals(sequence, broken.sequence());
            } finally {
                pastTriggers(
                        owner,
                        "insert into audit_entry select * from kept where sequence = " + sequence);
                execute(owner, "drop table kept");
            }
        }
        assertInstanceOf(Intact.class, reader.verify());
    }

    @Test
    void thirtyTwoNewPersonsAtOnceAreRecorded() throws Exception {
        int persons = 32; // Twice the connections that the server has.
        var start = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(persons)) {
            List<Future<?>> all =
                    IntStream.range(0, persons)
                            .<Future<?>>mapToObj(i -> threads.submit(() -> newPerson(start)))
                            .toList();
            start.countDown();
            for (Future<?> each : all) {
                each.get();
            }
        }
        assertInstanceOf(Intact.class, reader.verify());
    }

    private void newPerson(CountDownLatch start) {
        QuarkusTransaction.requiringNew()
                .run(() -> {
                    // The transaction holds a connection before it records.
                    try (Connection held = database.getConnection()) {
                        start.await();
                        execute(held, "select 1");
                    } catch (SQLException | InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    log.record(
                            new AuditEvent(
                                    Instant.now(),
                                    UUID.randomUUID().toString(),
                                    "first",
                                    Outcome.SUCCESS,
                                    null,
                                    null,
                                    null,
                                    Map.of()));
                });
    }

    private void write(int entries, boolean apart) {
        IntStream.range(0, entries)
                .mapToObj(i -> event("write", Map.of("i", Integer.toString(i))))
                .forEach(event -> {
                    if (apart) {
                        log.recordNow(event);
                    } else {
                        QuarkusTransaction.requiringNew().run(() -> log.record(event));
                    }
                });
    }

    private long[] sequences(long before) {
        return written(500, before).stream().mapToLong(each -> each.entry().sequence()).toArray();
    }

    private List<ShownEntry> written() {
        return written(500, Long.MAX_VALUE);
    }

    private List<ShownEntry> written(int limit, long before) {
        var older = List.of(new AuditQuery.Condition("sequence <", before));
        return reader.newest(new AuditQuery(actor, older, limit));
    }

    private AuditEvent event(String action) {
        return event(action, Map.of());
    }

    private AuditEvent event(String action, Map<String, String> details) {
        return new AuditEvent(
                Instant.now(), actor, action, Outcome.SUCCESS, null, null, null, details);
    }

    private static void pastTriggers(Connection owner, String statements) throws SQLException {
        execute(
                owner,
                "begin; alter table audit_entry disable trigger user; "
                        + statements
                        + "; alter table audit_entry enable always trigger audit_entry_append_only;"
                        + " alter table audit_entry enable always trigger audit_entry_no_gap;"
                        + " commit");
    }

    private static void execute(Connection connection, String statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }
}
