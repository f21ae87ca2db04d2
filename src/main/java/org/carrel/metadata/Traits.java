package org.carrel.metadata;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What documents are to be, by what counts: a person's word or else the guess.
 *
 * @param types ids of {@link org.carrel.ingest.describe.DocumentType}; any if empty
 * @param from the earliest date; with a bound, documents without a date are left out
 * @param to the latest
 * @param party words that follow each other in the name of a party or the patient, in upper or
 *     lower case and whatever signs stand between them
 */
public record Traits(
        Set<String> types,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable String party) {

    public Traits {
        types = Set.copyOf(types);
    }

    /** Whether every document has them. */
    public boolean isEmpty() {
        return types.isEmpty() && from == null && to == null && party == null;
    }
}
