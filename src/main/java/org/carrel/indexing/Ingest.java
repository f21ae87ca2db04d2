package org.carrel.indexing;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.carrel.document.DocumentFiles;
import org.carrel.document.Documents;
import org.carrel.document.StoredDocument;
import org.carrel.document.StoredText;
import org.carrel.ingest.Extraction;
import org.carrel.ingest.Extraction.Extracted;
import org.carrel.ingest.Extraction.Refused;

/**
 * Brings one document into the index. Each step that shows is a transaction of {@link Progress},
 * which refuses when the run is no longer wanted; then the work just ends.
 */
@ApplicationScoped
class Ingest implements WorkQueue.Work {

    static final String INTERNAL = "INTERNAL";
    private static final String INTERNAL_DETAIL =
            "Carrel itself failed on this file more than once; the server's log has the cause.";

    private final Progress progress;
    private final Documents documents;
    private final DocumentFiles files;
    private final Extractions extractions;
    private final PassageVectors vectors;

    Ingest(
            Progress progress,
            Documents documents,
            DocumentFiles files,
            Extractions extractions,
            PassageVectors vectors) {
        this.progress = progress;
        this.documents = documents;
        this.files = files;
        this.extractions = extractions;
        this.vectors = vectors;
    }

    @Override
    public void run(String instance) throws IOException, InterruptedException {
        Run run = Run.parse(instance);
        switch (progress.begin(run)) {
            case UNWANTED -> {}
            case TOO_OFTEN -> giveUp(instance);
            case BEGUN -> work(run, documents.find(run.documentId(), run.version()).orElseThrow());
        }
    }

    private void work(Run run, StoredDocument document) throws IOException, InterruptedException {
        Extraction extraction = extractions.of(document);
        switch (extraction) {
            case Refused refused ->
                    progress.quarantine(run, refused.reason().name(), refused.detail());
            case Extracted extracted -> index(run, document, extracted);
        }
    }

    private void index(Run run, StoredDocument document, Extracted extracted) throws IOException {
        files.keepText(document, new StoredText(extracted.text(), extracted.pages()));
        if (!progress.embedding(run)) {
            return;
        }
        Optional<List<float[]>> embedded =
                vectors.of(extracted.passages(), () -> progress.isWanted(run));
        embedded.ifPresent(found -> progress.index(run, document, extracted, found));
    }

    @Override
    public void wait(String instance) {
        progress.waiting(Run.parse(instance));
    }

    @Override
    public void giveUp(String instance) {
        progress.quarantine(Run.parse(instance), INTERNAL, INTERNAL_DETAIL);
    }
}
