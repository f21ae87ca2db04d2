package org.carrel.indexing;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Where a document stands on its way. The names are stored and shown by the API. */
enum ItemState {
    QUEUED,
    EXTRACTING,
    /** Its pages are pictures, whose words are being recognised (OCR). */
    RECOGNISING,
    EMBEDDING,
    INDEXED,
    QUARANTINED,
    CANCELLED;

    /** States of a document that is still on its way. */
    static final List<String> OPEN = names(QUEUED, EXTRACTING, RECOGNISING, EMBEDDING);

    /** States that a person may ask to be tried again. */
    static final List<String> FAILED = names(QUARANTINED, CANCELLED);

    /** In the order in which a person wants to see them: what needs somebody comes first. */
    static final List<List<String>> SHOWN =
            List.of(
                    names(QUARANTINED),
                    names(EXTRACTING, RECOGNISING, EMBEDDING),
                    names(QUEUED),
                    names(CANCELLED, INDEXED));

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static List<String> names(ItemState... states) {
        return Stream.of(states).map(ItemState::stored).toList();
    }
}
