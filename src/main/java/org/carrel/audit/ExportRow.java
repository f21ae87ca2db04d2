package org.carrel.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table {@code log_export}.
 *
 * @param wanted an {@link ExportWish}, sealed
 * @param size of the checkpoint that it ends with
 * @param state queued, running, succeeded or failed
 * @param reached the entry that is written next
 */
record ExportRow(
        UUID id,
        byte[] wanted,
        long size,
        String state,
        long reached,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {

    static final String QUEUED = "queued";
    static final String RUNNING = "running";
    static final String SUCCEEDED = "succeeded";
    static final String FAILED = "failed";

    static ExportRow read(ResultSet row) throws SQLException {
        return new ExportRow(
                row.getObject("id", UUID.class),
                row.getBytes("wanted"),
                row.getLong("size"),
                row.getString("state"),
                row.getLong("reached"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                time(row, "started_at"),
                time(row, "ended_at"));
    }

    boolean isOpen() {
        return state.equals(QUEUED) || state.equals(RUNNING);
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
