package org.carrel.indexing;

import io.quarkus.runtime.StartupEvent;
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
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.carrel.document.DocumentFiles;
import org.carrel.document.StoredDocument;
import org.carrel.ingest.Extraction;
import org.carrel.ingest.ExtractionRequest;
import org.carrel.ingest.Extractor;
import org.carrel.ingest.ExtractorSettings;
import org.carrel.ingest.ExtractorSettings.Recognition;
import org.carrel.ingest.transcript.Transcript.Progress;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Extraction of encrypted originals. The child reads a file, so for the time of one parse the
 * document lies plain in a file that only this user can read.
 */
@ApplicationScoped
class Extractions {

    private static final Logger LOG = Logger.getLogger(Extractions.class);
    private static final long MAX_FILE_BYTES = 512L * 1024 * 1024;

    private final DocumentFiles files;
    private final Path work;
    private final Path extraction;
    private final Extractor extractor;

    Extractions(DocumentFiles files, IndexingConfig config)
            throws IOException, InterruptedException {
        this.files = files;
        this.work = config.workFolder();
        this.extraction = work.resolve("extraction");
        deleteAll(extraction); // What a killed server left.
        this.extractor = new Extractor(settings(config, extraction));
        List<String> missing = extractor.isolation().missing();
        if (!missing.isEmpty()) {
            LOG.warnf(
                    "the extraction child is held less tightly here: %s (docs/security.md)",
                    String.join("; ", missing));
        }
    }

    private static ExtractorSettings settings(IndexingConfig config, Path folder) {
        ExtractorSettings settings = ExtractorSettings.defaults(folder);
        return settings.withHeapBytes(config.extractionHeap().asLongValue())
                .withTimes(
                        settings.times()
                                .withDocument(config.extractionTime())
                                .withRecognition(
                                        config.recognitionTime(), config.extractionTotalTime())
                                .withIdle(config.extractionIdle()))
                .withChildren(config.extractionChildren(), config.extractionFiles())
                .withSizes(MAX_FILE_BYTES, settings.sizes().textCharacters())
                .withRecognition(
                        new Recognition(
                                config.recognitionLanguages().orElse(List.of()),
                                config.languageFolder()))
                .withRequireNetworkNamespace(config.requireNetworkNamespace());
    }

    /** Makes this bean, and with it removes what is stale, before there is any work. */
    void start(@Observes @Priority(WorkQueue.PRIORITY - 1) StartupEvent event) {}

    /**
     * What a document says, or why it says nothing.
     *
     * @param password that a person gave for it
     * @param attachmentFolder an empty folder for plain copies of the files within it, cleared by
     *     the caller
     * @param progress told of stages
     * @throws org.carrel.ingest.ExtractionUnavailableException when no child can be started
     */
    Extraction of(
            StoredDocument document,
            @Nullable String password,
            Path attachmentFolder,
            Progress progress)
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

    /** The same while attachments are not kept as documents of their own. */
    Extraction of(StoredDocument document) throws IOException, InterruptedException {
        Path attachments = Files.createTempDirectory(extraction, "attachments");
        try {
            return of(document, null, attachments, (stage, done, total) -> {});
        } finally {
            deleteAll(attachments);
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

    private static void deleteAll(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> found = Files.walk(folder)) {
            all = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.deleteIfExists(each);
        }
    }

    @PreDestroy
    void close() throws IOException {
        extractor.close();
    }
}
