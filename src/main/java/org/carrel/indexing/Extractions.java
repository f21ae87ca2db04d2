package org.carrel.indexing;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.carrel.document.DocumentFiles;
import org.carrel.document.StoredDocument;
import org.carrel.ingest.Extraction;
import org.carrel.ingest.ExtractionRequest;
import org.carrel.ingest.Extractor;
import org.carrel.ingest.ExtractorSettings;
import org.carrel.ingest.ExtractorSettings.Recognition;
import org.carrel.ingest.LanguagePacks;
import org.carrel.ingest.transcript.Transcript;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Extraction of encrypted originals. The child reads a file, so for the time of one parse the
 * document lies plain in a file that only this user can read.
 */
@ApplicationScoped
class Extractions {

    private static final Logger LOG = Logger.getLogger(Extractions.class);

    private final DocumentFiles files;
    private final Path work;
    private final Path attachments;
    private final Extractor extractor;

    Extractions(
            DocumentFiles files,
            IndexingConfig config,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxFile)
            throws IOException, InterruptedException {
        this.files = files;
        this.work = config.workFolder();
        this.attachments = work.resolve("attachments");
        Path children = work.resolve("extraction");
        // What a killed server left.
        WorkFolder.delete(children);
        WorkFolder.delete(attachments);
        Files.createDirectories(attachments);
        new LanguagePacks(config.languageFolder()).prepare();
        this.extractor = new Extractor(settings(config, children, maxFile.asLongValue()));
        List<String> missing = extractor.isolation().missing();
        if (!missing.isEmpty()) {
            LOG.warnf(
                    "the extraction child is held less tightly here: %s (docs/security.md)",
                    String.join("; ", missing));
        }
    }

    private static ExtractorSettings settings(IndexingConfig config, Path folder, long maxFile) {
        ExtractorSettings settings = ExtractorSettings.defaults(folder);
        return settings.withHeapBytes(config.extractionHeap().asLongValue())
                .withTimes(
                        settings.times()
                                .withDocument(config.extractionTime())
                                .withRecognition(
                                        config.recognitionTime(), config.extractionTotalTime())
                                .withIdle(config.extractionIdle()))
                .withChildren(config.extractionChildren(), config.extractionFiles())
                .withSizes(maxFile, settings.sizes().textCharacters())
                .withRecognition(
                        new Recognition(config.recognitionLanguages(), config.languageFolder()))
                .withRequireNetworkNamespace(config.requireNetworkNamespace());
    }

    /** Makes this bean, and with it removes what is stale, before there is any work. */
    void start(@Observes @Priority(WorkQueue.PRIORITY - 1) StartupEvent event) {}

    /** Where one extraction may put the files that it finds in a file. */
    WorkFolder folder() throws IOException {
        return WorkFolder.in(attachments);
    }

    /**
     * Text, pages and passages of a version, or the reason why there are none.
     *
     * @param password that a person gave for it
     * @param attachmentFolder an empty folder, on the way of no other, for the files within it
     * @param progress told of stages
     * @throws org.carrel.ingest.ExtractionUnavailableException when no child can be started
     */
    Extraction of(
            StoredDocument document,
            @Nullable String password,
            Path attachmentFolder,
            Transcript.Progress progress)
            throws IOException, InterruptedException {
        Path plain = work.resolve("plain-" + UUID.randomUUID());
        try {
            decrypt(document, plain);
            return extractor.extract(
                    new ExtractionRequest(
                            plain, document.name(), password, attachmentFolder, progress));
        } finally {
            Files.deleteIfExists(plain);
        }
    }

    private void decrypt(StoredDocument document, Path plain) throws IOException {
        try (FileChannel file =
                        FileChannel.open(
                                plain,
                                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                                PosixFilePermissions.asFileAttribute(
                                        PosixFilePermissions.fromString("rw-------")));
                OutputStream out = Channels.newOutputStream(file);
                InputStream in = files.openOriginal(document)) {
            in.transferTo(out);
        }
    }

    @PreDestroy
    void close() throws IOException {
        extractor.close();
    }
}
