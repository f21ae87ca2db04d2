package org.carrel.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import org.carrel.compliance.Verification.Intact;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The role that the server signs in with writes the log, and can do nothing else to it. */
class ServerRoleTest {

    private static final String REFUSED = "42501"; // insufficient_privilege

    private static OwnLog own;
    private static OwnLog.Server server;

    @BeforeAll
    static void start() throws Exception {
        own = OwnLog.start();
        server = own.server();
        server.record("stays");
        server.checkpoints.open();
        assertNotNull(server.reader.checkpointNow());
    }

    @BeforeEach
    void oneEventIsPending() {
        server.sequencer.drain();
        server.record("pending");
    }

    @AfterAll
    static void stop() throws Exception {
        own.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "audit_entry",
                "audit_pending",
                "audit_node",
                "audit_head",
                "audit_checkpoint",
                "audit_key",
                "audit_subject",
                "audit_personal"
            })
    void noTableOfTheLogIsItsOwn(String table) throws SQLException {
        assertRefused("truncate " + table);
        assertRefused("drop table " + table);
        assertRefused("alter table " + table + " disable trigger all");
        assertRefused("alter table " + table + " disable trigger user");
        assertRefused("alter table " + table + " owner to current_user");
        assertRefused("create trigger mine before insert on " + table + " execute function now()");
        assertRefused("create rule mine as on insert to " + table + " do instead nothing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_entry set purpose = ''",
                "delete from audit_entry",
                "update audit_pending set action = 'another'",
                "delete from audit_pending",
                "update audit_node set hash = hash",
                "delete from audit_node",
                "update audit_head set installation = gen_random_uuid()",
                "update audit_head set chain_sequence = 0",
                "delete from audit_head",
                "insert into audit_head (chain_sequence, chain_hash) values (0, '')",
                "update audit_checkpoint set size = size + 1",
                "delete from audit_checkpoint",
                "update audit_key set vkey = ''",
                "delete from audit_key",
                "update audit_subject set kind = 'patient'",
                "delete from audit_subject",
                "update audit_personal set sealed = ''",
                "delete from audit_personal",
                "update flyway_schema_history set success = true",
                "drop trigger audit_entry_append_only on audit_entry",
                "create or replace function audit_append_only() returns trigger language plpgsql"
                        + " as 'begin return null; end'",
                "drop function audit_append_only() cascade",
                "set session_replication_role = replica",
                "create table mine (id int)",
                "create temp table mine (id int)",
                "select setval('audit_pending_id_seq', 1)"
            })
    void nothingThatWasWrittenCanBeChanged(String statement) throws SQLException {
        assertRefused(statement);
    }

    @Test
    void theOwnersRoleCannotBeTaken() throws SQLException {
        assertRefused("set role " + own.roles.owner());
    }

    @Test
    void temporaryTablesDoNotFoolTheTriggers() throws SQLException {
        try (Connection superuser = own.roles.connectSuperuser()) {
            run(superuser, "grant temp on database " + own.roles.server() + " to public");
        }
        try (Connection connection = own.database.getConnection()) {
            run(connection, "create temp table audit_entry (sequence bigint)");
            run(connection, "create temp table audit_head (size bigint)");
            run(connection, "insert into pg_temp.audit_entry values (1)");
            run(connection, "insert into pg_temp.audit_head values (0)");
            SQLException refused =
                    assertThrows(
                            SQLException.class, () -> run(connection, "delete from audit_pending"));
            assertEquals(REFUSED, refused.getSQLState());
            run(connection, "discard temp");
        }
    }

    @Test
    void whatAServerDoesItCanDo() throws SQLException {
        long before = assertInstanceOf(Intact.class, server.reader.verify()).count();
        server.record("recorded");
        server.sequencer.drain();
        assertTrue(server.subjects.destroy(new Subjects.Name(Subjects.Kind.ACTOR, OwnLog.ACTOR)));
        assertEquals(before + 1, assertInstanceOf(Intact.class, server.reader.verify()).count());
        try (Connection connection = own.database.getConnection();
                Connection owner = own.roles.connectOwner()) {
            assertFalse(TableOwner.owns(connection));
            assertTrue(TableOwner.owns(owner));
        }
    }

    private static void assertRefused(String statement) throws SQLException {
        try (Connection connection = own.database.getConnection()) {
            SQLException refused =
                    assertThrows(SQLException.class, () -> run(connection, statement), statement);
            assertEquals(REFUSED, refused.getSQLState(), statement);
        }
    }

    private static void run(Connection connection, String statement) throws SQLException {
        try (var prepared = connection.createStatement()) {
            prepared.execute(statement);
        }
    }
}
