package org.carrel.ingest.pdf;

import java.time.Instant;
import java.util.Calendar;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.carrel.ingest.FileProperties;
import org.jspecify.annotations.Nullable;

/** What a PDF says of itself in its information dictionary and its catalogue. */
final class DocumentInformation {

    private static final int MAX_LENGTH = 500;
    private static final int MAX_LANGUAGE =
            35; // RFC 5646, 4.4.1: what a tag may be expected to need.

    private DocumentInformation() {}

    static FileProperties of(PDDocument document) {
        PDDocumentInformation information = document.getDocumentInformation();
        Calendar created = information.getCreationDate();
        Instant when = created == null ? null : created.toInstant();
        return new FileProperties(
                text(information.getTitle(), MAX_LENGTH),
                text(information.getAuthor(), MAX_LENGTH),
                when,
                text(document.getDocumentCatalog().getLanguage(), MAX_LANGUAGE));
    }

    private static @Nullable String text(@Nullable String value, int longest) {
        if (value == null || value.isBlank()) {
            return null;
        }
        String plain = value.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return plain.length() > longest ? plain.substring(0, longest) : plain;
    }
}
