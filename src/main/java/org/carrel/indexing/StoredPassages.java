package org.carrel.indexing;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import org.carrel.document.DocumentFiles;
import org.carrel.document.Documents;
import org.carrel.document.StoredDocument;
import org.carrel.document.StoredText;
import org.carrel.ingest.Passage;

/**
 * What a version was indexed by, made again from the stored text and its passages' places: the same
 * passages and vectors as before, without parsing again.
 */
@ApplicationScoped
class StoredPassages {

    private final Documents documents;
    private final DocumentFiles files;
    private final PassageVectors vectors;

    StoredPassages(Documents documents, DocumentFiles files, PassageVectors vectors) {
        this.documents = documents;
        this.files = files;
        this.vectors = vectors;
    }

    /**
     * Passages and their vectors.
     *
     * @param text all of it
     * @param vectors one a passage, in order
     */
    record Embedded(String text, List<Passage> passages, List<float[]> vectors) {}

    Embedded of(StoredDocument document) throws IOException {
        StoredText text = files.text(document);
        List<Passage> passages = documents.passages(document, text);
        return new Embedded(
                text.text(), passages, vectors.of(passages, (done, total) -> true).orElseThrow());
    }
}
