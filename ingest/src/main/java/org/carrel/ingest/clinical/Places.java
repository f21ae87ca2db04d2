package org.carrel.ingest.clinical;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The elements of a narrative that entries refer to, by ID. */
final class Places {

    /** Longer words are no name. */
    private static final int LONGEST_NAME = 200;

    private final Map<String, Place> lines = new HashMap<>();
    private final Map<String, String> words = new HashMap<>();

    /** The lines that an element stands in: for a table's cell, its row. */
    void add(String id, Place place) {
        lines.putIfAbsent(id, place);
    }

    void says(String id, Markup element) {
        String text = element.text();
        if (!text.isEmpty() && text.length() <= LONGEST_NAME) {
            words.putIfAbsent(id, text);
        }
    }

    @Nullable Place place(String id) {
        return lines.get(id);
    }

    /** What the element itself says, when it is short enough for a name. */
    @Nullable String words(String id) {
        return words.get(id);
    }
}
