package org.carrel.indexing;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.carrel.document.DocumentFiles;
import org.carrel.document.Documents;
import org.carrel.document.StoredDocument;
import org.carrel.document.StoredText;
import org.carrel.ingest.Passage;
import org.carrel.search.Encoder;
import org.carrel.search.Encoders;
import org.carrel.search.Vectors;

/**
 * What a version was indexed by, made again from the stored text and its passages' places: the same
 * passages and vectors as before, without parsing again.
 */
@ApplicationScoped
class StoredPassages {

    private final Documents documents;
    private final DocumentFiles files;
    private final PassageVectors vectors;
    private final Encoders encoders;

    StoredPassages(
            Documents documents, DocumentFiles files, PassageVectors vectors, Encoders encoders) {
        this.documents = documents;
        this.files = files;
        this.vectors = vectors;
        this.encoders = encoders;
    }

    /**
     * Passages and their vectors.
     *
     * @param text all of it
     * @param vectors by each encoder that is to be indexed by
     */
    record Embedded(String text, List<Passage> passages, Vectors vectors) {}

    Embedded of(StoredDocument document) throws IOException {
        return of(document, encoders.written(), (_, _) -> true).orElseThrow();
    }

    /** Empty when it was no longer wanted. */
    Optional<Embedded> of(StoredDocument document, List<Encoder> by, PassageVectors.Watch watch)
            throws IOException {
        StoredText text = files.text(document);
        List<Passage> passages = documents.passages(document, text);
        return vectors.of(passages, by, watch)
                .map(found -> new Embedded(text.text(), passages, found));
    }
}
