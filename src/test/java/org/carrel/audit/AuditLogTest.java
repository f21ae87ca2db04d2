package org.carrel.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.carrel.PostgresTestResource;
import org.carrel.compliance.AuditEntry;
import org.carrel.compliance.AuditEvent;
import org.carrel.compliance.AuditEvent.Outcome;
import org.carrel.compliance.CanonicalForm;
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
    void manyWritersMakeOneChainWithoutGaps() throws InterruptedException, ExecutionException {
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
        long[] sequences =
                written(500, Long.MAX_VALUE).stream().mapToLong(AuditEntry::sequence).toArray();
        long[] older =
                written(500, sequences[499]).stream().mapToLong(AuditEntry::sequence).toArray();
        assertEquals(800, sequences.length + older.length);
        assertEquals(800, sequences[0] - older[299] + 1, "nobody else wrote meanwhile");
    }

    @Test
    void anEntryReadBackIsTheEventThatWasRecorded() {
        var event =
                new AuditEvent(
                        Instant.parse("2026-11-01T09:30:00.123456789Z"),
                        actor,
                        "document.read",
                        Outcome.FAILED,
                        "c",
                        "d",
                        "TREAT",
                        Map.of("name", "a\0b \ud834\udd1e \"quoted\" \u00e4\n", "", ""));
        log.recordNow(event);
        assertEquals(event, written().getFirst().event());
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
        assertEquals("done", written().getFirst().event().action());
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
        assertEquals("refused", written().getFirst().event().action());
    }

    @Test
    void withoutATransactionThereIsNoEffectToRecordWith() {
        assertThrows(TransactionalException.class, () -> log.record(event("loose")));
        assertEquals(List.of(), written());
    }

    @Test
    void whatCannotBeRecordedFailsTheRequestWhileTheLogIsHeld() throws SQLException {
        try (Connection other = database.getConnection()) {
            other.setAutoCommit(false);
            execute(other, "select * from audit_head for update");
            // Both return while the lock is held: neither waits for it to be given back.
            ProblemException now =
                    assertThrows(ProblemException.class, () -> log.recordNow(event("held")));
            assertEquals(503, now.status());
            assertEquals(ProblemException.Category.EXTERNAL, now.category());
            assertThrows(
                    ProblemException.class,
                    () -> QuarkusTransaction.requiringNew().run(() -> log.record(event("held"))));
            other.rollback();
            other.setAutoCommit(true);
        }
        assertEquals(List.of(), written());
        log.recordNow(event("free again"));
        assertEquals(1, written().size());
    }

    @Test
    void aDatabaseThatFallsSilentFailsTheRequestToo() throws SQLException {
        try (Connection other = database.getConnection()) {
            other.setAutoCommit(false);
            // Holds the insert, which no lock_timeout bounds, once the head is locked.
            execute(other, "lock table audit_entry in exclusive mode");
            assertThrows(ProblemException.class, () -> log.recordNow(event("silent")));
            other.rollback();
            other.setAutoCommit(true);
        }
        assertEquals(List.of(), written());
        log.recordNow(event("heard again"));
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
                "update audit_head set sequence = 0",
                "delete from audit_head",
                "truncate audit_head",
                "insert into audit_head (sequence, hash) values (0, '')",
                "insert into audit_entry select sequence + 7, time, actor, action, outcome,"
                        + " collection_id, document_id, purpose, details, previous_hash, hash"
                        + " from audit_entry order by sequence desc limit 1",
                "set session_replication_role = replica; delete from audit_entry"
            })
    void theDatabaseRefusesToChangeTheLog(String statement) throws SQLException {
        log.recordNow(event("stays"));
        try (Connection connection = database.getConnection()) {
            SQLException refusal =
                    assertThrows(SQLException.class, () -> execute(connection, statement));
            assertTrue(
                    List.of("42501", "23000").contains(refusal.getSQLState()),
                    refusal.getSQLState());
            execute(connection, "reset session_replication_role");
        }
        assertEquals("stays", written().getFirst().event().action());
        assertInstanceOf(Intact.class, reader.verify());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "actor = 'somebody else'",
                "time = time + interval '1 microsecond'",
                "document_id = 'd'",
                "purpose = ''",
                "outcome = 'SUCCES'",
                "details = '{ }'",
                "details = ''",
                "hash = repeat('0', 64)"
            })
    void whatIsDonePastTheTriggersIsFound(String change) throws SQLException {
        log.recordNow(event("before"));
        log.recordNow(event("tampered"));
        log.recordNow(event("after"));
        long sequence = written().get(1).sequence();
        try (Connection owner = database.getConnection()) {
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
        long sequence = written().getFirst().sequence();
        try (Connection owner = database.getConnection()) {
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

    private List<AuditEntry> written() {
        return written(500, Long.MAX_VALUE);
    }

    private List<AuditEntry> written(int limit, long before) {
        var mine =
                List.of(
                        new AuditQuery.Condition("actor =", actor),
                        new AuditQuery.Condition("sequence <", before));
        return reader.newest(new AuditQuery(mine, limit));
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
                        + " alter table audit_entry enable always trigger audit_entry_follow_head;"
                        + " commit");
    }

    private static void execute(Connection connection, String statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }
}
