package org.carrel.document;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Before the first request: folders, the key, and what a killed server left half done. */
@ApplicationScoped
class DocumentStartup {

    /** Before anything that reads a document. */
    static final int PRIORITY = 100;

    private static final Logger LOG = Logger.getLogger(DocumentStartup.class);

    private final DocumentConfig config;
    private final DocumentFiles files;
    private final DocumentRepository documents;
    private final VersionRepository versions;

    DocumentStartup(
            DocumentConfig config,
            DocumentFiles files,
            DocumentRepository documents,
            VersionRepository versions) {
        this.config = config;
        this.files = files;
        this.documents = documents;
        this.versions = versions;
    }

    @Transactional
    void start(@Observes @Priority(PRIORITY) StartupEvent event)
            throws IOException, GeneralSecurityException {
        Durable.privateFolder(config.folder());
        Durable.privateFolder(config.workFolder());
        Durable.privateFolder(config.keyFile().toAbsolutePath().resolveSibling("."));
        files.unlock(key());
        // What is younger may belong to another replica's running upload.
        Instant started = Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
        int plain = sweepWork(started);
        int orphans = sweepDocuments(started);
        if (plain + orphans > 0) {
            LOG.infof(
                    "an earlier run left %d plain files, removed, and %d files without a document,"
                            + " set aside in %s",
                    plain, orphans, orphaned());
        }
    }

    private KeyEncryptionKey key() throws IOException, GeneralSecurityException {
        Path file = config.keyFile();
        if (!Files.exists(file)) {
            long kept = documents.count();
            if (kept > 0) {
                throw new IllegalStateException(
                        "%d documents are kept, but their key %s is missing; put it back from a backup"
                                .formatted(kept, file));
            }
            KeyEncryptionKey.create(file);
            LOG.infof("made %s; without it no document can be read: keep a copy", file);
        }
        return KeyEncryptionKey.read(file);
    }

    private int sweepWork(Instant before) throws IOException {
        int removed = 0;
        for (Path file : filesIn(config.workFolder(), before)) {
            Files.deleteIfExists(file);
            removed++;
        }
        return removed;
    }

    private int sweepDocuments(Instant before) throws IOException {
        int removed = 0;
        try (DirectoryStream<Path> folders =
                Files.newDirectoryStream(
                        config.folder(),
                        folder -> Files.isDirectory(folder) && !folder.equals(orphaned()))) {
            for (Path folder : folders) {
                removed += sweep(filesIn(folder, before));
            }
        }
        return removed;
    }

    private int sweep(List<Path> present) throws IOException {
        Set<UUID> ids = new HashSet<>();
        present.forEach(file -> ids.add(DocumentFiles.Name.owner(file).documentId()));
        Set<VersionEntity.Key> known = ids.isEmpty() ? Set.of() : known(ids);
        int removed = 0;
        for (Path file : present) {
            if (file.toString().endsWith(".tmp")) {
                Files.deleteIfExists(file);
                removed++;
            } else if (!known.contains(DocumentFiles.Name.owner(file))) {
                // Not deleted: over an older database this would be somebody's only copy.
                Durable.privateFolder(orphaned());
                Files.move(file, orphaned().resolve(file.getFileName()));
                removed++;
            }
        }
        return removed;
    }

    private Path orphaned() {
        return config.folder().resolve("orphaned");
    }

    private Set<VersionEntity.Key> known(Set<UUID> ids) {
        Set<VersionEntity.Key> known = new HashSet<>();
        versions.of(ids)
                .forEach(each -> known.add(new VersionEntity.Key(each.documentId, each.version)));
        return known;
    }

    private static List<Path> filesIn(Path folder, Instant before) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (Files.isRegularFile(file)
                        && Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    found.add(file);
                }
            }
        }
        return found;
    }
}
