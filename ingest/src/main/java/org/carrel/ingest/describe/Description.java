package org.carrel.ingest.describe;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The guesses about one document.
 *
 * @param types best first, at most three, so that another judge can choose among them; never empty
 * @param date of a contract, when it was made; of a note, when the patient was seen; of a mail,
 *     when it was sent
 * @param parties of a contract; a mail's sender and receivers; in the order of the text
 * @param patient the name
 * @param identifiers of the patient, such as a medical record number
 * @param birthDate of the patient; ISO 8601, as precise as stated
 * @param language ISO 639-1, such as {@code en}
 */
public record Description(
        List<Guess<DocumentType>> types,
        @Nullable Guess<LocalDate> date,
        List<Guess<String>> parties,
        @Nullable Guess<String> patient,
        List<Guess<String>> identifiers,
        @Nullable Guess<String> birthDate,
        @Nullable Guess<String> language) {

    public Description {
        types = List.copyOf(types);
        parties = List.copyOf(parties);
        identifiers = List.copyOf(identifiers);
    }

    public Guess<DocumentType> type() {
        return types.getFirst();
    }
}
