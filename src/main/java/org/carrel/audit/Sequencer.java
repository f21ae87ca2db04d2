package org.carrel.audit;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.carrel.compliance.LogHead;

/**
 * Gives what was recorded its place: takes committed events in the order of their ids and makes
 * them the log's next entries. Whoever sequences holds the head's row, so that several servers on
 * one database take turns.
 */
@ApplicationScoped
class Sequencer {

    /** Most events in one transaction; one is 64 KiB at most and mostly below one. */
    static final int MOST = 4_000;

    // Long enough for another server's turn.
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int QUERY_SECONDS = 2;

    // The rows go from table to table within the database; their ids, places, times and hashes
    // alone come back, since a time may have been raised to that of the entry before, and which of
    // their sealed values is whose.
    private static final String MOVE =
            """
            with placed as (
                select * from unnest(?::bigint[], ?::bigint[], ?::timestamptz[], ?::bytea[])
                    as placed (id, sequence, time, leaf)),
            gone as (
                delete from audit_pending pending using placed where pending.id = placed.id
                returning placed.sequence, placed.time, placed.leaf, action, outcome,
                    collection_id, document_id, purpose, details, personal, sealed),
            kept as (
                insert into audit_personal (sequence, field, subject, sealed)
                select sequence, field, subject, sealed[place]
                  from gone
                  join unnest(?::bigint[], ?::text[], ?::uuid[], ?::integer[])
                      as said (sequence, field, subject, place) using (sequence))
            insert into audit_entry (form, sequence, time, leaf, action, outcome, collection_id,
                document_id, purpose, details, personal)
            select 2, sequence, time, leaf, action, outcome, collection_id, document_id, purpose,
                details, personal
              from gone
            """;

    private final AgroalDataSource database;

    Sequencer(AgroalDataSource database) {
        this.database = database;
    }

    /**
     * Sequences all that was committed before the call.
     *
     * @throws org.carrel.problem.ProblemException unavailable, if that cannot be done
     */
    void drain() {
        try {
            run();
        } catch (SQLException e) {
            throw AuditLog.unavailable(e);
        }
    }

    /** As {@link #drain}. */
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    void run() throws SQLException {
        Deadline deadline = Deadline.in(LIMIT);
        try (Connection connection = database.getConnection();
                Undo _ = Deadline.keepTimeout(connection)) {
            int moved;
            do {
                deadline.apply(connection);
                moved = round(connection);
            } while (moved == MOST);
        }
    }

    /** How long the oldest event has waited for its place. */
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    Duration backlog() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement(
                                "select time from audit_pending order by id limit 1")) {
            select.setQueryTimeout(QUERY_SECONDS);
            try (ResultSet rows = select.executeQuery()) {
                if (!rows.next()) {
                    return Duration.ZERO;
                }
                Instant oldest = rows.getObject(1, OffsetDateTime.class).toInstant();
                Duration age = Duration.between(oldest, Instant.now());
                return age.isNegative() ? Duration.ZERO : age;
            }
        }
    }

    private static int round(Connection connection) throws SQLException {
        try (Undo _ = Undo.begin(connection)) {
            LogHead head = Head.lock(connection).log();
            List<PendingRow> rows = pending(connection);
            if (rows.isEmpty()) {
                return 0;
            }
            var appended = new ArrayList<LogHead.Appended>(rows.size());
            for (PendingRow row : rows) {
                LogHead.Appended next = head.append(row.event());
                appended.add(next);
                head = next.head();
            }
            move(connection, rows, appended);
            Nodes.insert(
                    connection,
                    appended.stream().flatMap(each -> each.completed().stream()).toList());
            Head.advance(connection, head);
            connection.commit();
            return rows.size();
        }
    }

    private static List<PendingRow> pending(Connection connection) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(PendingRow.SELECT + " order by id limit ?")) {
            select.setInt(1, MOST);
            var pending = new ArrayList<PendingRow>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    pending.add(PendingRow.read(rows));
                }
            }
            return pending;
        }
    }

    private static void move(
            Connection connection, List<PendingRow> rows, List<LogHead.Appended> appended)
            throws SQLException {
        Long[] ids = rows.stream().map(PendingRow::id).toArray(Long[]::new);
        Long[] sequences =
                appended.stream().map(each -> each.entry().sequence()).toArray(Long[]::new);
        String[] times =
                appended.stream()
                        .map(each -> each.head().time().atOffset(ZoneOffset.UTC).toString())
                        .toArray(String[]::new);
        byte[][] leaves = appended.stream().map(each -> each.leaf().bytes()).toArray(byte[][]::new);
        try (PreparedStatement move = connection.prepareStatement(MOVE)) {
            move.setArray(1, connection.createArrayOf("bigint", ids));
            move.setArray(2, connection.createArrayOf("bigint", sequences));
            move.setArray(3, connection.createArrayOf("timestamptz", times));
            move.setArray(4, connection.createArrayOf("bytea", leaves));
            bindPersonal(move, rows, appended);
            if (move.executeUpdate() != ids.length) {
                throw new SQLException("pending audit events are gone");
            }
        }
    }

    private static void bindPersonal(
            PreparedStatement move, List<PendingRow> rows, List<LogHead.Appended> appended)
            throws SQLException {
        var sequences = new ArrayList<Long>();
        var fields = new ArrayList<String>();
        var subjects = new ArrayList<String>();
        var places = new ArrayList<Integer>();
        for (int i = 0; i < rows.size(); i++) {
            long sequence = appended.get(i).entry().sequence();
            int place = 0;
            // Values are sealed in the order of their fields' names.
            for (var each : new TreeMap<>(rows.get(i).event().personal()).entrySet()) {
                sequences.add(sequence);
                fields.add(each.getKey());
                subjects.add(each.getValue().subject());
                places.add(++place);
            }
        }
        Connection connection = move.getConnection();
        move.setArray(5, connection.createArrayOf("bigint", sequences.toArray()));
        move.setArray(6, connection.createArrayOf("text", fields.toArray()));
        move.setArray(7, connection.createArrayOf("uuid", subjects.toArray()));
        move.setArray(8, connection.createArrayOf("integer", places.toArray()));
    }
}
