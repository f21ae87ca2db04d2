package org.carrel.document;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.data.exceptions.EntityExistsException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.carrel.access.WritableCollection;
import org.carrel.audit.AuditLog;
import org.carrel.compliance.AuditEvent.Outcome;

/** Takes documents in. */
@ApplicationScoped
class Uploads {

    private final DocumentFiles files;
    private final DocumentRepository documents;
    private final Event<DocumentStored> stored;
    private final AuditLog audit;

    Uploads(
            DocumentFiles files,
            DocumentRepository documents,
            Event<DocumentStored> stored,
            AuditLog audit) {
        this.files = files;
        this.documents = documents;
        this.stored = stored;
        this.audit = audit;
    }

    /**
     * A document that is now kept.
     *
     * @param isNew false when the collection held these bytes already
     */
    record Received(UUID documentId, UUID jobId, boolean isNew) {}

    /**
     * Keeps a file. On return it and its job survive a crash.
     *
     * @param plain the bytes; not changed
     * @param name as stated by the client
     */
    Received receive(WritableCollection into, Path plain, String name) throws IOException {
        String sha256 = sha256(plain);
        Optional<Received> known = known(into, sha256);
        if (known.isPresent()) {
            return known.get();
        }
        UUID id = UUID.randomUUID();
        WrappedKey key = files.newKey(id);
        files.keepOriginal(id, key, plain);
        DocumentEntity document = document(into, id, key, sha256, name, Files.size(plain));
        try {
            // After any other failure the file stays: the commit may have come through. If it did
            // not, the next start removes the file.
            QuarkusTransaction.requiringNew().run(() -> enter(into, document));
            return new Received(id, document.jobId, true);
        } catch (EntityExistsException e) {
            files.delete(id);
            return known(into, sha256).orElseThrow(() -> e);
        }
    }

    private void enter(WritableCollection into, DocumentEntity document) {
        documents.insert(document);
        stored.fire(
                new DocumentStored(
                        document.id, into.id(), document.jobId, into.caller().subject()));
        record(into, document, "new");
    }

    private Optional<Received> known(WritableCollection into, String sha256) {
        return QuarkusTransaction.requiringNew()
                .call(() -> {
                    Optional<DocumentEntity> found = documents.byBytes(into.id(), sha256);
                    found.ifPresent(document -> record(into, document, "known"));
                    return found.map(document -> new Received(document.id, document.jobId, false));
                });
    }

    private void record(WritableCollection into, DocumentEntity document, String bytes) {
        audit.record(
                into.caller()
                        .event(
                                "document.upload",
                                Outcome.SUCCESS,
                                into.id(),
                                document.id,
                                Map.of("sha256", document.sha256, "bytes", bytes)));
    }

    private static DocumentEntity document(
            WritableCollection into,
            UUID id,
            WrappedKey key,
            String sha256,
            String name,
            long size) {
        DocumentEntity document = new DocumentEntity();
        document.id = id;
        document.collectionId = into.id();
        document.name = DisplayName.of(name);
        document.mediaType = DocumentEntity.UNKNOWN_TYPE;
        document.sha256 = sha256;
        document.size = size;
        document.state = DocumentEntity.PROCESSING;
        document.version = 1;
        document.wrappedKey = key.bytes();
        document.jobId = UUID.randomUUID();
        document.createdBy = into.caller().subject();
        document.createdAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return document;
    }

    private static String sha256(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // Every JDK has it.
        }
    }
}
