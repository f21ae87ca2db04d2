package org.carrel.indexing;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.carrel.document.Documents;
import org.carrel.ingest.LanguagePacks;
import org.carrel.ingest.RefusalReason;
import org.jboss.logging.Logger;

/**
 * Has scans that were set aside for want of language data tried again when the data are there: once
 * for each change of the folder, since data that are there need not be good.
 */
@ApplicationScoped
class LanguageWatch {

    private static final Logger LOG = Logger.getLogger(LanguageWatch.class);

    private final Documents documents;
    private final IndexingConfig config;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("language watch").factory());
    private List<String> seen = List.of();

    LanguageWatch(Documents documents, IndexingConfig config) {
        this.documents = documents;
        this.config = config;
    }

    void start(@Observes @Priority(WorkQueue.PRIORITY + 1) StartupEvent event) {
        long pause = config.languageCheck().toMillis();
        clock.scheduleWithFixedDelay(this::lookSafely, pause, pause, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        clock.shutdownNow();
    }

    private void lookSafely() {
        try {
            look();
        } catch (IOException | RuntimeException e) {
            LOG.warnf(e, "the language folder cannot be looked at; looked again later");
        }
    }

    /** Looks now. */
    synchronized void look() throws IOException {
        List<String> there = new LanguagePacks(config.languageFolder()).languages();
        if (there.equals(seen)) {
            return;
        }
        if (there.containsAll(config.recognitionLanguages())) {
            int queued = documents.again(RefusalReason.LANGUAGE_PACK_MISSING);
            if (queued > 0) {
                LOG.infof("language data were added: %d documents are tried again", queued);
            }
        }
        seen = there;
    }
}
