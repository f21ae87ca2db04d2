package org.carrel.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.carrel.ingest.Extraction.Extracted;
import org.carrel.ingest.Page;
import org.carrel.ingest.Passage;

/**
 * The extracted text of a document, in the form in which it is kept and sent.
 *
 * @param text every offset in Carrel is a UTF-16 index into it
 * @param pages in order
 * @param sections stretches of text with the headings that they stand under, in order; none for a
 *     text without headings
 */
public record StoredText(String text, List<Page> pages, List<Section> sections) {
    public StoredText {
        pages = List.copyOf(pages);
        // A text that was kept before there were any has no such field.
        sections = List.copyOf(Objects.requireNonNullElse(sections, List.of()));
    }

    /**
     * A stretch of text.
     *
     * @param path headings, outermost first, as in {@link Passage#path()}
     */
    public record Section(int start, int end, String path) {}

    static StoredText of(Extracted extracted) {
        List<Section> sections = new ArrayList<>();
        String before = "";
        for (Passage passage : extracted.passages()) {
            String path = passage.path();
            if (!path.isEmpty() && path.equals(before)) {
                Section last = sections.removeLast();
                sections.add(new Section(last.start(), passage.end(), path));
            } else if (!path.isEmpty()) {
                sections.add(new Section(passage.start(), passage.end(), path));
            }
            before = path;
        }
        return new StoredText(extracted.text(), extracted.pages(), sections);
    }

    /** The path of the passage that starts there; empty under no heading. */
    String pathAt(int start) {
        return sections.stream()
                .filter(section -> section.start() <= start && start < section.end())
                .map(Section::path)
                .findFirst()
                .orElse("");
    }
}
