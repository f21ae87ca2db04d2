package org.carrel.model;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That a model took over.
 *
 * @param sha256 of what the model was made from
 * @param back whether this took an activation back
 * @param evaluation that let it
 * @param override what a person said where none did
 * @param by what whoever did it is called
 */
record ActivationView(
        String model,
        String sha256,
        Instant at,
        boolean back,
        @Nullable UUID evaluation,
        @Nullable String override,
        @Nullable String by) {

    static ActivationView of(ActivationEntity row, Map<String, String> names) {
        return new ActivationView(
                row.model,
                row.sourceSha256,
                row.activatedAt,
                row.undoes != null,
                row.evaluation,
                row.override,
                names.get(row.activatedBy));
    }
}
