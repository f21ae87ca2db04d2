package org.carrel.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.carrel.compliance.Disclosure;
import org.carrel.compliance.LogEntry;
import org.carrel.compliance.PackageLine.Shown;
import org.carrel.compliance.tree.Hash;
import org.jspecify.annotations.Nullable;

/** The entries of an export in the log's order, some hundreds in memory at a time. */
final class ExportedEntries implements Iterator<Shown> {

    private static final int AT_ONCE = 500;

    private final Connection connection;
    private final AuditQuery query;
    private final @Nullable UUID subject;
    private final long size;
    private final @Nullable Disclosures disclosures;
    private final Deque<Shown> ahead = new ArrayDeque<>();
    private long reached;
    private boolean ended;

    /**
     * @param subject that the query's actor is known by, if any
     * @param size last sequence
     * @param disclosures null to disclose nothing
     */
    ExportedEntries(
            Connection connection,
            AuditQuery query,
            @Nullable UUID subject,
            long size,
            @Nullable Disclosures disclosures) {
        this.connection = connection;
        this.query = query;
        this.subject = subject;
        this.size = size;
        this.disclosures = disclosures;
    }

    /** All entries after one, and after those that come while they are read. */
    static ExportedEntries after(
            Connection connection, long sequence, @Nullable Disclosures disclosures) {
        var all = new AuditQuery(null, List.of(), 1);
        var entries = new ExportedEntries(connection, all, null, Long.MAX_VALUE, disclosures);
        entries.reached = sequence;
        return entries;
    }

    @Override
    public boolean hasNext() {
        if (ahead.isEmpty() && !ended) {
            try {
                fetch();
            } catch (SQLException e) {
                throw new UncheckedIOException(new IOException("the audit log does not answer", e));
            }
        }
        return !ahead.isEmpty();
    }

    @Override
    public Shown next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ahead.remove();
    }

    private void fetch() throws SQLException {
        var entries = new ArrayList<LogEntry>();
        var leaves = new ArrayList<Hash>();
        try (PreparedStatement select =
                        query.prepareAfter(connection, subject, reached, size, AT_ONCE);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                entries.add(EntryRow.read(rows));
                leaves.add(Hash.of(rows.getBytes("leaf_hash")));
            }
        }
        ended = entries.size() < AT_ONCE;
        if (entries.isEmpty()) {
            return;
        }
        reached = entries.getLast().sequence();
        List<Map<String, Disclosure>> disclosed =
                disclosures == null ? null : disclosures.open(connection, entries);
        for (int i = 0; i < entries.size(); i++) {
            ahead.add(
                    new Shown(
                            entries.get(i),
                            leaves.get(i),
                            disclosed == null ? Map.of() : disclosed.get(i)));
        }
    }
}
