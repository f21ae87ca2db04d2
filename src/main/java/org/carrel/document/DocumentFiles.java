package org.carrel.document;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The encrypted files: {@code <first 2 hex digits>/<document id>.original} and {@code .text}.
 *
 * <p>Each is a stream of AES-256-GCM segments (Tink's AES-GCM-HKDF streaming: a fresh salt a file,
 * nonces that count, a mark on the last segment), so that a file of any size is read and checked
 * with one segment in memory, and cut, reordered or exchanged files are refused. The associated
 * data names the document and the kind of file.
 */
@ApplicationScoped
public class DocumentFiles {

    private static final int SEGMENT_BYTES = 64 * 1024;
    private static final Set<StandardOpenOption> NEW =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    /** What a file of a document holds. */
    enum Kind {
        ORIGINAL,
        TEXT;

        String suffix() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private final Path folder;
    private final ObjectMapper json;
    private final SecureRandom random = new SecureRandom();
    private volatile @Nullable KeyEncryptionKey keys;

    DocumentFiles(DocumentConfig config, ObjectMapper json) {
        this.folder = config.folder();
        this.json = json;
    }

    /** Nothing can be read or written before. */
    void unlock(KeyEncryptionKey key) {
        this.keys = key;
    }

    /** A key for a new document. */
    WrappedKey newKey(UUID document) {
        byte[] key = new byte[KeyEncryptionKey.KEY_BYTES];
        random.nextBytes(key);
        try {
            return new WrappedKey(keys().wrap(key, document));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key of a document cannot be wrapped", e);
        }
    }

    /** Encrypts a plain file; durable on return. */
    void keepOriginal(UUID document, WrappedKey key, Path plain) throws IOException {
        write(document, key, Kind.ORIGINAL, out -> Files.copy(plain, out));
    }

    /** Keeps the extracted text, in place of an earlier one; durable on return. */
    public void keepText(StoredDocument document, StoredText text) throws IOException {
        write(document.id(), document.key(), Kind.TEXT, out -> json.writeValue(out, text));
    }

    /**
     * The original.
     *
     * @throws IOException when it cannot be read, or is not what was written
     */
    public InputStream openOriginal(StoredDocument document) throws IOException {
        return Channels.newInputStream(open(document, Kind.ORIGINAL));
    }

    /**
     * The extracted text.
     *
     * @throws IOException when there is none, or it is not what was written
     */
    public StoredText text(StoredDocument document) throws IOException {
        try (InputStream in = Channels.newInputStream(open(document, Kind.TEXT))) {
            return json.readValue(in, StoredText.class);
        }
    }

    boolean hasText(UUID document) {
        return Files.exists(path(document, Kind.TEXT));
    }

    /** Plain bytes with a position, each segment checked when it is read. */
    SeekableByteChannel open(StoredDocument document, Kind kind) throws IOException {
        FileChannel file = FileChannel.open(path(document.id(), kind), StandardOpenOption.READ);
        try {
            return aead(document.id(), document.key())
                    .newSeekableDecryptingChannel(file, context(document.id(), kind));
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            file.close();
            throw new IOException("document " + document.id() + " cannot be decrypted", e);
        }
    }

    void delete(UUID document) throws IOException {
        for (Kind kind : Kind.values()) {
            Files.deleteIfExists(path(document, kind));
        }
    }

    private void write(UUID document, WrappedKey key, Kind kind, Content content)
            throws IOException {
        Path target = path(document, kind);
        Path parent = Durable.privateFolder(target.resolveSibling("."));
        Path temporary = target.resolveSibling(document + "." + UUID.randomUUID() + ".tmp");
        try (FileChannel file =
                FileChannel.open(
                        temporary,
                        NEW,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")))) {
            OutputStream out =
                    aead(document, key)
                            .newEncryptingStream(
                                    new Unclosed(Channels.newOutputStream(file)),
                                    context(document, kind));
            content.writeTo(out);
            out.close();
            file.force(true);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (GeneralSecurityException e) {
            throw new IOException("document " + document + " cannot be encrypted", e);
        } finally {
            Files.deleteIfExists(temporary);
        }
        Durable.syncFolder(parent);
    }

    private StreamingAead aead(UUID document, WrappedKey key) throws GeneralSecurityException {
        return new AesGcmHkdfStreaming(
                keys().unwrap(key.bytes(), document),
                "HmacSha256",
                KeyEncryptionKey.KEY_BYTES,
                SEGMENT_BYTES,
                0);
    }

    private KeyEncryptionKey keys() {
        KeyEncryptionKey unlocked = keys;
        if (unlocked == null) {
            throw new IllegalStateException("the key-encryption key is not loaded");
        }
        return unlocked;
    }

    private Path path(UUID document, Kind kind) {
        String id = document.toString();
        return folder.resolve(id.substring(0, 2)).resolve(id + "." + kind.suffix());
    }

    private static byte[] context(UUID document, Kind kind) {
        return ("carrel:document:" + document + ":" + kind.suffix())
                .getBytes(StandardCharsets.UTF_8);
    }
}
