package org.carrel.ingest;

import java.util.List;

/** The outcome of extracting one file. */
public sealed interface Extraction {

    /**
     * The file had text.
     *
     * @param mediaType the detected type, such as {@code application/pdf}
     * @param text the whole extracted text; every offset in Carrel is a UTF-16 index into it
     * @param pages in order, at least one; a format without pages is one page
     * @param passages in order of their start, none empty
     */
    record Extracted(String mediaType, String text, List<Page> pages, List<Passage> passages)
            implements Extraction {
        public Extracted {
            pages = List.copyOf(pages);
            passages = List.copyOf(passages);
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
