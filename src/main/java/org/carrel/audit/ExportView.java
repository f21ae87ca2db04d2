package org.carrel.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An export as the API shows it: a job without items.
 *
 * @param state queued, running, succeeded or failed
 * @param entries that the log has up to the checkpoint that it ends with
 * @param reached of them
 * @param expiresAt when it is removed; null before it has ended
 * @param result where it is fetched; null unless it succeeded
 */
record ExportView(
        UUID id,
        String state,
        String format,
        boolean personal,
        long entries,
        long reached,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Instant expiresAt,
        List<String> items,
        @Nullable String result) {

    static ExportView of(ExportRow row, ExportOrder order, Duration kept) {
        boolean made = row.state().equals(ExportRow.SUCCEEDED);
        Instant ended = row.endedAt();
        return new ExportView(
                row.id(),
                row.state(),
                order.format().label(),
                order.personal(),
                row.size(),
                made ? row.size() : row.reached(),
                row.createdAt(),
                row.startedAt(),
                ended,
                ended == null ? null : ended.plus(kept),
                List.of(),
                made ? address(row.id()) + "/content" : null);
    }

    static String address(UUID id) {
        return "/api/v1/audit/exports/" + id;
    }
}
