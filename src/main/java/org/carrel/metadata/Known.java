package org.carrel.metadata;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What counts about a document: a person's word, or else the machine's guess.
 *
 * @param type as people call it, such as {@code Supply agreement}; null where it is no type of
 *     those that Carrel knows
 * @param parties in the order of the text
 * @param identifiers of the patient
 * @param date ISO 8601
 */
public record Known(
        @Nullable String type,
        List<String> parties,
        @Nullable String patient,
        List<String> identifiers,
        @Nullable String date) {

    public Known {
        parties = List.copyOf(parties);
        identifiers = List.copyOf(identifiers);
    }
}
