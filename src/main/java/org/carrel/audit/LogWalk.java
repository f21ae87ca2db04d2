package org.carrel.audit;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.carrel.compliance.CommittedEvent;
import org.carrel.compliance.LogEntry;
import org.carrel.compliance.LogHead;
import org.carrel.compliance.MalformedAuditException;
import org.carrel.compliance.Verification;
import org.carrel.compliance.Verification.Broken;
import org.carrel.compliance.Verification.Intact;
import org.carrel.compliance.note.Checkpoint;
import org.carrel.compliance.note.NoteException;
import org.carrel.compliance.note.SignedNote;
import org.carrel.compliance.tree.Frontier;
import org.carrel.compliance.tree.Hash;
import org.carrel.compliance.tree.Subtree;
import org.carrel.compliance.tree.Tree;
import org.jspecify.annotations.Nullable;

/**
 * A walk over the whole log: every entry is hashed again and held against the stored tree, its head
 * and the checkpoints. One at a time, in the caller's snapshot.
 */
final class LogWalk {

    // Entries are at most 64 KiB, mostly below one.
    private static final int ROWS_AT_ONCE = 500;

    private static final String ENTRIES =
            "select *, " + Nodes.LEAF_HASH + " from audit_entry order by sequence";

    private final Connection connection;
    private final Nodes nodes;
    private final Deque<SignedNote> checkpoints;
    private LogHead reached = LogHead.EMPTY;

    LogWalk(Connection connection) throws SQLException {
        this.connection = connection;
        this.nodes = new Nodes(connection);
        this.checkpoints = checkpoints(connection);
    }

    Verification verify() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ENTRIES)) {
            // The driver keeps to this only inside a transaction.
            select.setFetchSize(ROWS_AT_ONCE);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    String flaw = step(rows);
                    if (flaw != null) {
                        return new Broken(size() + 1, flaw);
                    }
                }
            }
        }
        return end();
    }

    /** Goes past one entry, unless it is wrong. */
    private @Nullable String step(ResultSet row) throws SQLException {
        LogEntry entry;
        Hash leaf;
        try {
            entry = EntryRow.read(row);
            leaf = entry.leaf();
        } catch (MalformedAuditException e) {
            return "the entry cannot be read: " + e.getMessage();
        }
        if (entry.sequence() != size() + 1) {
            return "entry " + entry.sequence() + " stands in its place";
        }
        byte[] stored = row.getBytes("leaf_hash");
        if (stored == null || !leaf.equals(Hash.of(stored))) {
            return "the tree has another hash in its place";
        }
        if (!completedAreStored(reached.frontier().completedBy(leaf))) {
            return "the tree has another hash for the entries up to it";
        }
        Instant time = reached.time();
        if (entry.event() instanceof CommittedEvent event) {
            if (event.time().isBefore(time)) {
                return "its time is before that of the entry before";
            }
            time = event.time();
        }
        reached = new LogHead(reached.frontier().append(leaf), time);
        return checkpointFlaw();
    }

    private boolean completedAreStored(List<Subtree> completed) {
        for (Subtree each : completed) {
            int level = each.height() / Tree.TILE_HEIGHT;
            if (!nodes.hashes(level, each.index(), 1).equals(List.of(each.hash()))) {
                return false;
            }
        }
        return true;
    }

    private @Nullable String checkpointFlaw() {
        SignedNote next = checkpoints.peek();
        if (next == null) {
            return null;
        }
        Checkpoint checkpoint = next.checkpoint();
        if (checkpoint.size() != size()) {
            return null;
        }
        checkpoints.remove();
        return checkpoint.root().equals(reached.frontier().root())
                ? null
                : "the log up to it is not the one that was signed";
    }

    private Verification end() throws SQLException {
        Frontier frontier = reached.frontier();
        LogHead head;
        try {
            head = Head.read(connection).log();
        } catch (MalformedAuditException e) {
            return new Broken(size() + 1, String.valueOf(e.getMessage()));
        }
        if (head.frontier().size() > size() || !checkpoints.isEmpty()) {
            return new Broken(size() + 1, "the log ends before it, but is known to reach further");
        }
        if (head.frontier().size() < size()) {
            return new Broken(head.frontier().size() + 1, "it stands after the head of the log");
        }
        if (!head.equals(reached)) {
            return new Broken(size() + 1, "the head of the log is not that of its entries");
        }
        return new Intact(size(), frontier.root().hex());
    }

    private long size() {
        return reached.frontier().size();
    }

    private static Deque<SignedNote> checkpoints(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement(
                                "select note from audit_checkpoint order by size");
                ResultSet rows = select.executeQuery()) {
            var checkpoints = new ArrayDeque<SignedNote>();
            while (rows.next()) {
                checkpoints.add(
                        SignedNote.parse(rows.getString(1).getBytes(StandardCharsets.UTF_8)));
            }
            return checkpoints;
        } catch (NoteException e) {
            throw new MalformedAuditException("a checkpoint cannot be read: " + e.getMessage());
        }
    }
}
