package org.carrel.model;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An import or an evaluation as its orderer sees it.
 *
 * @param kind {@code import} or {@code evaluation}
 * @param source what is imported, below the folder of incoming models
 * @param state {@code queued}, {@code running}, {@code succeeded}, {@code failed} or {@code
 *     cancelled}
 * @param stage what is being done
 * @param done of {@code total}, in the stage's unit
 * @param failure why it failed, in a sentence
 * @param evaluation what an evaluation found
 */
public record WorkView(
        UUID id,
        String kind,
        String model,
        @Nullable String source,
        String state,
        @Nullable String stage,
        long done,
        long total,
        @Nullable String failure,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Evaluation evaluation) {

    /** Where it can be followed. */
    public URI address() {
        return URI.create("/api/v1/models/work/" + id);
    }
}
