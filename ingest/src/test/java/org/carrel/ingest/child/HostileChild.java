package org.carrel.ingest.child;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.carrel.ingest.transcript.DocumentReader;

/** The child with one more reader, which does what a reader must not. */
public final class HostileChild {

    private HostileChild() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<DocumentReader> readers = new ArrayList<>(Readers.all());
        readers.addFirst(new HostileReader());
        ExtractionChild.serve(readers);
    }
}
