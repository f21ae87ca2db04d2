package org.carrel.search;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.carrel.ingest.Passage;

/** Contract only; the search feature replaces this file. */
@ApplicationScoped
public class PassageIndex {

    /**
     * Puts a document's passages in the place of whatever was indexed for it; searchable and
     * durable on return. Safe for many threads.
     *
     * @param vectors one a passage, in order
     */
    public void replace(
            UUID collection,
            UUID document,
            int version,
            String documentName,
            List<Passage> passages,
            List<float[]> vectors) {}

    /** Takes a document out. */
    public void remove(UUID collection, UUID document) {}
}
