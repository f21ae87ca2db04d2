package org.carrel.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Work that one server at a time does: an advisory lock of PostgreSQL, which ends with the
 * transaction, or with the process that has it.
 */
enum Turn {
    /** At making one export. */
    EXPORT(0x657870), // "exp"
    /** At feeding one receiver. */
    SYSLOG(0x73797367); // "sysg"

    /** Any number, as long as no other advisory locks have it. */
    private final int key;

    Turn(int key) {
        this.key = key;
    }

    /**
     * Whether the turn is this transaction's now.
     *
     * @param of a hash of what there is a turn of, the same on every server; two that share it
     *     merely wait for each other
     */
    boolean take(Connection transaction, int of) throws SQLException {
        try (PreparedStatement take =
                transaction.prepareStatement("select pg_try_advisory_xact_lock(?, ?)")) {
            take.setInt(1, key);
            take.setInt(2, of);
            try (ResultSet rows = take.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }
}
