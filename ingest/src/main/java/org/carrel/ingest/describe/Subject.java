package org.carrel.ingest.describe;

import java.util.List;
import org.carrel.ingest.ClinicalRecord;
import org.carrel.ingest.Extraction.Extracted;
import org.carrel.ingest.FileProperties;
import org.carrel.ingest.Page;
import org.jspecify.annotations.Nullable;

/**
 * What there is to go by.
 *
 * @param name of the file
 * @param pages at least one
 */
public record Subject(
        String name,
        String mediaType,
        String text,
        List<Page> pages,
        FileProperties properties,
        @Nullable ClinicalRecord clinical) {

    public Subject {
        pages = List.copyOf(pages);
    }

    /** A text that came out of a file. */
    public static Subject of(String name, Extracted extracted) {
        return new Subject(
                name,
                extracted.mediaType(),
                extracted.text(),
                extracted.pages(),
                extracted.properties(),
                extracted.clinical());
    }
}
