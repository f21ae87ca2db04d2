package org.carrel.indexing;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.carrel.document.Attachments;
import org.carrel.document.DerivedFiles;
import org.carrel.document.Documents;
import org.carrel.document.StoredDocument;
import org.carrel.ingest.Attachment;
import org.carrel.ingest.Extraction;
import org.carrel.ingest.Extraction.Extracted;
import org.carrel.ingest.Extraction.Refused;
import org.carrel.ingest.RefusalReason;
import org.carrel.search.Vectors;

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
    private final DerivedFiles files;
    private final Attachments attachments;
    private final Extractions extractions;
    private final PassageVectors vectors;
    private final Describing describing;

    Ingest(
            Progress progress,
            Documents documents,
            DerivedFiles files,
            Attachments attachments,
            Extractions extractions,
            PassageVectors vectors,
            Describing describing) {
        this.progress = progress;
        this.documents = documents;
        this.files = files;
        this.attachments = attachments;
        this.extractions = extractions;
        this.vectors = vectors;
        this.describing = describing;
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
        RefusalReason refused = document.refused();
        if (refused != null) {
            progress.quarantine(run, refused.name(), Details.unread(refused));
            return;
        }
        try (WorkFolder found = extractions.folder()) {
            extract(run, document, found.path());
        }
    }

    private void extract(Run run, StoredDocument document, Path found)
            throws IOException, InterruptedException {
        String password = files.password(document).orElse(null);
        Stages stages = new Stages(progress, run);
        Extraction extraction = extractions.of(document, password, found, stages::extracting);
        switch (extraction) {
            case Refused refused ->
                    progress.quarantine(
                            run, refused.reason().name(), Details.of(refused, password != null));
            case Extracted extracted -> index(run, document, extracted, stages);
        }
    }

    private void index(Run run, StoredDocument document, Extracted extracted, Stages stages)
            throws IOException {
        files.keep(document, extracted);
        if (!enterAttachments(run, document, extracted)) {
            return;
        }
        Optional<Vectors> embedded = vectors.of(extracted.passages(), stages::embedding);
        embedded.ifPresent(found ->
                progress.index(
                        run,
                        document,
                        extracted,
                        found,
                        describing.of(document, extracted, found)));
    }

    private boolean enterAttachments(Run run, StoredDocument document, Extracted extracted)
            throws IOException {
        int ordinal = 0;
        for (Attachment attachment : extracted.attachments()) {
            if (!attachments.enter(document, ordinal, attachment, () -> progress.hold(run))) {
                return false;
            }
            ordinal++;
        }
        return true;
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
