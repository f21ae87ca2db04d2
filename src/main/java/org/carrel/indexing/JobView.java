package org.carrel.indexing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job as the API shows it.
 *
 * @param state queued before any item was begun, running while one is on its way or more may come,
 *     then succeeded when all are indexed, else failed
 * @param open whether it takes more uploads
 * @param ratePerMinute documents that ended a minute, lately
 * @param secondsLeft at that rate; null while it cannot be told
 * @param items at most {@link #MOST_ITEMS}: quarantined ones first, then those being worked on,
 *     then those that wait, then the others; all of them are under {@code /items}
 * @param result address of what the job made; null for a job that makes nothing to fetch
 */
record JobView(
        UUID id,
        UUID collectionId,
        String state,
        boolean open,
        Counts counts,
        double ratePerMinute,
        @Nullable Long secondsLeft,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        List<Item> items,
        @Nullable String result) {

    static final int MOST_ITEMS = 200;

    static final String QUEUED = "queued";
    static final String RUNNING = "running";
    static final String SUCCEEDED = "succeeded";
    static final String FAILED = "failed";

    /**
     * One document of a job.
     *
     * @param state queued, extracting, recognising, embedding, indexed, quarantined or cancelled
     * @param stage how far a long step is
     * @param reason of a quarantine or of a cancelled item
     * @param detail one sentence for a person
     */
    record Item(
            UUID documentId,
            int version,
            String name,
            String state,
            @Nullable Stage stage,
            @Nullable String reason,
            @Nullable String detail) {

        static Item of(JobItemEntity item, Map<UUID, String> names) {
            return new Item(
                    item.documentId,
                    item.version,
                    names.getOrDefault(item.documentId, ""),
                    item.state,
                    item.stage == null
                            ? null
                            : new Stage(item.stage, item.stageDone, item.stageTotal),
                    item.reason,
                    item.detail);
        }
    }

    /**
     * A step under way.
     *
     * @param done of total, in the step's own unit: pages, passages
     */
    record Stage(String name, int done, int total) {}

    /**
     * A page of a job's items, in the order in which they came.
     *
     * @param next the cursor of the next page; null on the last
     */
    record ItemList(List<Item> items, @Nullable String next) {}

    /** A job in a list. */
    record Summary(
            UUID id,
            UUID collectionId,
            String state,
            boolean open,
            Counts counts,
            String createdBy,
            Instant createdAt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt) {}

    /**
     * A page of jobs, newest first; it may be shorter than was asked for.
     *
     * @param next the cursor of the next page; null on the last
     */
    record JobList(List<Summary> items, @Nullable String next) {}

    /** Whether nothing will change any more unless somebody asks for it. */
    boolean isEnded() {
        return state.equals(SUCCEEDED) || state.equals(FAILED);
    }
}
