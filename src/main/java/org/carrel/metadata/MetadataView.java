package org.carrel.metadata;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a document.
 *
 * @param fields all there are, by name
 */
record MetadataView(UUID documentId, Map<String, Field> fields) {

    /**
     * One field.
     *
     * @param value what counts: a string, or a list of strings for parties and patient-identifiers
     * @param source person or machine; null while nobody knows
     * @param guess of the machine, whatever a person said; null when it has none
     * @param confidence of the guess, 0 to 1
     * @param span where the guess stands in a version's text; of a list, its first
     * @param saidBy subject of the person whose word counts
     */
    record Field(
            @Schema(implementation = Object.class) @Nullable Object value,
            @Nullable String source,
            @Schema(implementation = Object.class) @Nullable Object guess,
            @Nullable Float confidence,
            @Nullable Place span,
            @Nullable String saidBy,
            @Nullable Instant saidAt) {}

    /** A range of UTF-16 units in a version's text. */
    record Place(int version, int start, int end) {}
}
