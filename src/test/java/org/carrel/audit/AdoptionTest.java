package org.carrel.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.carrel.compliance.AuditChain;
import org.carrel.compliance.AuditEntry;
import org.carrel.compliance.AuditEvent;
import org.carrel.compliance.CanonicalForm;
import org.carrel.compliance.ChainHead;
import org.carrel.compliance.LogEntry;
import org.carrel.compliance.Verification.Intact;
import org.carrel.compliance.tree.Frontier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A log that was a chain goes on as a tree. */
class AdoptionTest {

    private static final int ENTRIES = 600;

    private OwnLog own;
    private Frontier expected = Frontier.EMPTY;

    @BeforeEach
    void start() throws Exception {
        own = OwnLog.startEmpty();
        own.migrate("9");
        try (Connection connection = own.roles.connectOwner()) {
            ChainHead head = ChainHead.EMPTY;
            for (int i = 1; i <= ENTRIES; i++) {
                AuditEvent event = OwnLog.event("old", Map.of("number", Integer.toString(i)));
                AuditEntry entry = AuditChain.append(head, event);
                insert(connection, entry);
                head = entry.head();
                expected = expected.append(new LogEntry(i, event).leaf());
            }
        }
    }

    @AfterEach
    void stop() throws Exception {
        own.close();
    }

    @Test
    void theTreeBeginsWithTheOldEntries() throws Exception {
        own.migrate("latest");
        OwnLog.Server server = own.server();
        server.adoption.adopt();
        try (Connection connection = own.database.getConnection()) {
            assertEquals(expected, Head.read(connection).log().frontier());
        }
        server.adoption.adopt();
        server.record("new");
        assertEquals(ENTRIES + 2, assertInstanceOf(Intact.class, server.reader.verify()).count());
        List<ShownEntry> newest = server.reader.newest(new AuditQuery(null, List.of(), 3));
        ShownEntry adopted = newest.get(1);
        assertEquals("audit.adopt", adopted.entry().event().action());
        assertEquals("SUCCESS", adopted.entry().event().outcome().name());
        assertEquals("600", adopted.entry().event().details().get("entries"));
        assertEquals(OwnLog.ACTOR, newest.get(2).actor());
        var mine = new AuditQuery(OwnLog.ACTOR, List.of(), ENTRIES + 5);
        assertEquals(ENTRIES + 1, server.reader.newest(mine).size(), "of both forms");
    }

    @Test
    void aChainThatDoesNotHoldIsSaidToTheLog() throws Exception {
        own.sql(
                "alter table audit_entry disable trigger user; update audit_entry set purpose ="
                        + " 'another' where sequence = 77; alter table audit_entry enable trigger"
                        + " user");
        own.migrate("latest");
        OwnLog.Server server = own.server();
        server.adoption.adopt();
        ShownEntry adopted = server.reader.newest(new AuditQuery(null, List.of(), 1)).getFirst();
        assertEquals("FAILED", adopted.entry().event().outcome().name());
        assertEquals("77", adopted.entry().event().details().get("brokenAt"));
    }

    private static void insert(Connection connection, AuditEntry entry) throws SQLException {
        AuditEvent event = entry.event();
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into audit_entry (sequence, time, actor, action, outcome,"
                                + " collection_id, details, previous_hash, hash)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setLong(1, entry.sequence());
            insert.setObject(2, event.time().atOffset(ZoneOffset.UTC));
            insert.setString(3, event.actor());
            insert.setString(4, event.action());
            insert.setString(5, event.outcome().name());
            insert.setString(6, event.collectionId());
            insert.setString(7, CanonicalForm.details(event.details()));
            insert.setString(8, entry.previousHash());
            insert.setString(9, entry.hash());
            insert.executeUpdate();
        }
    }
}
