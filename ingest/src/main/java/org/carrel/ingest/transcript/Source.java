package org.carrel.ingest.transcript;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The file to read.
 *
 * @param file its bytes
 * @param name as uploaded; only for telling types apart
 * @param mediaType as detected from the bytes, without parameters, such as {@code application/pdf}
 * @param password that a person gave for this file
 * @param languages of text recognition, in order, such as {@code eng}; empty when it is off
 * @param languageFolder holds {@code <language>.traineddata} for each that is there
 */
public record Source(
        Path file,
        String name,
        String mediaType,
        @Nullable String password,
        List<String> languages,
        Path languageFolder) {
    public Source {
        languages = List.copyOf(languages);
    }
}
