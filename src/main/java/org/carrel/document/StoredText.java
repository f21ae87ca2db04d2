package org.carrel.document;

import java.util.List;
import org.carrel.ingest.Page;

/**
 * The extracted text of a document.
 *
 * @param text every offset in Carrel is a UTF-16 index into it
 * @param pages in order
 */
public record StoredText(String text, List<Page> pages) {
    public StoredText {
        pages = List.copyOf(pages);
    }
}
