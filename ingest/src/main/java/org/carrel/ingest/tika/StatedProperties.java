package org.carrel.ingest.tika;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.carrel.ingest.FileProperties;
import org.jspecify.annotations.Nullable;

/** What a file says of itself, out of Tika's metadata. */
final class StatedProperties {

    private static final int MAX_VALUE = 500;

    private StatedProperties() {}

    static FileProperties of(Metadata metadata) {
        return new FileProperties(
                value(metadata.get(TikaCoreProperties.TITLE)),
                value(metadata.get(TikaCoreProperties.CREATOR)),
                instant(metadata.get(TikaCoreProperties.CREATED)),
                language(metadata));
    }

    private static @Nullable String language(Metadata metadata) {
        String language = metadata.get(TikaCoreProperties.LANGUAGE);
        String stated = language == null ? metadata.get(Metadata.CONTENT_LANGUAGE) : language;
        return stated != null && stated.matches("[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
                ? stated.replace('_', '-')
                : null;
    }

    static @Nullable String value(@Nullable String stated) {
        if (stated == null || stated.isBlank()) {
            return null;
        }
        String line = Shown.oneLine(stated);
        return line.length() > MAX_VALUE ? line.substring(0, MAX_VALUE) : line;
    }

    /** Tika writes times in UTC; some formats state none, and are then taken as that. */
    private static @Nullable Instant instant(@Nullable String stated) {
        if (stated == null) {
            return null;
        }
        try {
            return Instant.parse(stated);
        } catch (DateTimeParseException e) {
            try {
                return LocalDateTime.parse(stated).toInstant(ZoneOffset.UTC);
            } catch (DateTimeParseException again) {
                return null;
            }
        }
    }
}
