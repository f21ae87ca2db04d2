package org.carrel.ingest.tika;

import java.io.IOException;
import java.io.InputStream;

/** Takes the pictures that are part of a document, such as those in a Word file. */
interface Pictures {

    /** Takes none. */
    Pictures NONE = (name, bytes) -> {};

    /**
     * @param name for showing
     * @param bytes read during the call or not at all
     * @throws IOException when it cannot be read or kept
     */
    void picture(String name, InputStream bytes) throws IOException;
}
