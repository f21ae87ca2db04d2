package org.carrel.ingest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The outcome of extracting one file. */
public sealed interface Extraction {

    /**
     * The file had text.
     *
     * @param mediaType the detected type, such as {@code application/pdf}
     * @param text the whole extracted text; every offset in Carrel is a UTF-16 index into it
     * @param pages in order, at least one; a format without pages is one page
     * @param passages in order of their start, none empty; none when the text is all furniture
     * @param words in order of their start, for a file whose pages can be shown; else empty
     * @param properties what the file says of itself
     * @param clinical what a structured clinical file states
     * @param attachments files within the file, in order
     */
    record Extracted(
            String mediaType,
            String text,
            List<Page> pages,
            List<Passage> passages,
            List<Word> words,
            FileProperties properties,
            @Nullable ClinicalRecord clinical,
            List<Attachment> attachments)
            implements Extraction {
        public Extracted {
            pages = List.copyOf(pages);
            passages = List.copyOf(passages);
            words = List.copyOf(words);
            attachments = List.copyOf(attachments);
        }
    }

    /**
     * The file gave no text and goes to quarantine.
     *
     * @param reason what a person can act on
     * @param detail one sentence for the person; never text of the document, never a path
     */
    record Refused(RefusalReason reason, String detail) implements Extraction {}
}
