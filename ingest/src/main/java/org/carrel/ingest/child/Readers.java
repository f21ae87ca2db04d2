package org.carrel.ingest.child;

import java.util.List;
import org.carrel.ingest.tika.TikaReader;
import org.carrel.ingest.transcript.DocumentReader;

/** The readers of all kinds of files. */
final class Readers {

    private Readers() {}

    /** In the order in which they are asked; the last one reads everything. */
    static List<DocumentReader> all() {
        return List.of(new TikaReader());
    }
}
