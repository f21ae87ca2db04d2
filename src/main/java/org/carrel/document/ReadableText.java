package org.carrel.document;

import java.util.List;
import java.util.UUID;
import org.carrel.ingest.Page;
import org.jspecify.annotations.Nullable;

/**
 * The extracted text of a version that a caller may read.
 *
 * @param latestVersion of the document
 * @param type a {@link org.carrel.ingest.describe.DocumentType}'s id; null while nobody knows
 * @param searchable whether searches find this version, and not another
 * @param places of its passages, in order
 */
public record ReadableText(
        UUID collectionId,
        UUID documentId,
        String name,
        int version,
        int latestVersion,
        @Nullable String type,
        boolean searchable,
        StoredText text,
        List<Place> places) {

    public ReadableText {
        places = List.copyOf(places);
    }

    /** Where a passage stands: its page from 1, and its range of UTF-16 units in the text. */
    public record Place(int page, int start, int end) {}

    /** The headings that a place stands under, outermost first; empty under none. */
    public String path(Place place) {
        return text.pathAt(place.start());
    }

    /** The number of the page that holds this UTF-16 index; 1 where none does. */
    public int page(int index) {
        return text.pages().stream()
                .filter(page -> page.start() <= index && index < page.end())
                .mapToInt(Page::number)
                .findFirst()
                .orElse(1);
    }
}
