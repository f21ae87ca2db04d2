package org.carrel.indexing;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job as the API shows it.
 *
 * @param state queued before any item was begun, running while one is open, then succeeded when all
 *     are indexed, else failed
 * @param items one a version of a document
 * @param result address of what the job made; null for a job that makes nothing to fetch
 */
record JobView(UUID id, String state, List<Item> items, @Nullable String result) {

    /**
     * One version of a document in a job.
     *
     * @param state queued, extracting, embedding, indexed, quarantined or cancelled
     * @param reason of a quarantine or of a cancelled item
     * @param detail one sentence for a person
     */
    record Item(
            UUID documentId,
            int version,
            String name,
            String state,
            @Nullable String reason,
            @Nullable String detail) {}

    static JobView of(UUID id, List<Item> items) {
        return new JobView(id, state(items), List.copyOf(items), null);
    }

    /** Whether nothing will change any more unless somebody asks for it. */
    boolean isEnded() {
        return state.equals("succeeded") || state.equals("failed");
    }

    private static String state(List<Item> items) {
        if (items.stream().allMatch(item -> item.state().equals(ItemState.QUEUED.stored()))) {
            return "queued";
        }
        if (items.stream().anyMatch(item -> ItemState.OPEN.contains(item.state()))) {
            return "running";
        }
        boolean good =
                items.stream().allMatch(item -> item.state().equals(ItemState.INDEXED.stored()));
        return good ? "succeeded" : "failed";
    }
}
