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
import org.carrel.ingest.likeness.MinHash;
import org.jspecify.annotations.Nullable;

/**
 * The encrypted files: {@code <first 2 hex digits>/<document id>.original}, {@code .text} and so on
 * of a document's first version, {@code <document id>.<version>.original} of the later ones.
 *
 * <p>Each is a stream of AES-256-GCM segments (Tink's AES-GCM-HKDF streaming: a fresh salt a file,
 * nonces that count, a mark on the last segment), so that a file of any size is read and checked
 * with one segment in memory, and cut, reordered or exchanged files are refused. The associated
 * data names the document, the version from the second on, and the kind of file.
 */
@ApplicationScoped
public class DocumentFiles {

    private static final int SEGMENT_BYTES = 64 * 1024;
    private static final Set<StandardOpenOption> NEW =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    /** What a file of a document holds. */
    enum Kind {
        ORIGINAL,
        TEXT,
        LAYOUT,
        RECORD,
        PASSWORD;

        String suffix() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Which file. The first version's carry no number, neither in the name nor in what the
     * encryption is bound to: so they were written before there were versions.
     */
    record Name(UUID document, int version, Kind kind) {

        private static final int ID_LENGTH = 36;

        static Name of(StoredDocument document, Kind kind) {
            return new Name(document.id(), document.version(), kind);
        }

        /** Which version of which document a file belongs to, by its name. */
        static VersionEntity.Key owner(Path file) {
            String name = String.valueOf(file.getFileName());
            String[] rest = name.substring(ID_LENGTH + 1).split("\\.");
            boolean numbered = rest.length > 1 && rest[0].chars().allMatch(Character::isDigit);
            return new VersionEntity.Key(
                    UUID.fromString(name.substring(0, ID_LENGTH)),
                    numbered ? Integer.parseInt(rest[0]) : 1);
        }

        String fileName() {
            return document + (version == 1 ? "." : "." + version + ".") + kind.suffix();
        }

        byte[] context() {
            String number = version == 1 ? "" : ":" + version;
            return ("carrel:document:" + document + number + ":" + kind.suffix())
                    .getBytes(StandardCharsets.UTF_8);
        }
    }

    /** What a file is to hold. */
    interface Content {
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

    /**
     * The key of a collection's text signatures. Each has its own, so that the stored signatures of
     * two collections cannot be compared with each other.
     */
    byte[] signatureKey(UUID collection) {
        try {
            return keys().derive("carrel:text-signature:" + collection, MinHash.KEY_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key of a collection cannot be derived", e);
        }
    }

    /** The key of one small record of another feature, by its kind and id. */
    byte[] recordKey(String use, UUID record) {
        try {
            return keys().derive("carrel:record:" + use + ":" + record, KeyEncryptionKey.KEY_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key of a record cannot be derived", e);
        }
    }

    /** The key that the audit log keeps what it says of persons under. */
    byte[] auditKey() {
        try {
            return keys().derive("carrel:audit", KeyEncryptionKey.KEY_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key of the audit log cannot be derived", e);
        }
    }

    /** Encrypts an original, in place of what lies there; durable on return. */
    void keepOriginal(UUID document, int version, WrappedKey key, Content content)
            throws IOException {
        write(new Name(document, version, Kind.ORIGINAL), key, content);
    }

    /** Keeps a file of a version, in place of an earlier one; durable on return. */
    void keep(StoredDocument document, Kind kind, Content content) throws IOException {
        write(Name.of(document, kind), document.key(), content);
    }

    boolean has(StoredDocument document, Kind kind) {
        return Files.exists(path(Name.of(document, kind)));
    }

    void remove(StoredDocument document, Kind kind) throws IOException {
        Files.deleteIfExists(path(Name.of(document, kind)));
    }

    /** Keeps the extracted text, in place of an earlier one; durable on return. */
    public void keepText(StoredDocument document, StoredText text) throws IOException {
        keep(document, Kind.TEXT, out -> json.writeValue(out, text));
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

    /** Plain bytes with a position, each segment checked when it is read. */
    SeekableByteChannel open(StoredDocument document, Kind kind) throws IOException {
        Name name = Name.of(document, kind);
        FileChannel file = FileChannel.open(path(name), StandardOpenOption.READ);
        try {
            return aead(document.id(), document.key())
                    .newSeekableDecryptingChannel(file, name.context());
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            file.close();
            throw new IOException("document " + document.id() + " cannot be decrypted", e);
        }
    }

    void delete(UUID document, int version) throws IOException {
        for (Kind kind : Kind.values()) {
            Files.deleteIfExists(path(new Name(document, version, kind)));
        }
    }

    private void write(Name name, WrappedKey key, Content content) throws IOException {
        Path target = path(name);
        Path parent = Durable.privateFolder(target.resolveSibling("."));
        Path temporary = target.resolveSibling(name.document() + "." + UUID.randomUUID() + ".tmp");
        try (FileChannel file =
                FileChannel.open(
                        temporary,
                        NEW,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")))) {
            OutputStream out =
                    aead(name.document(), key)
                            .newEncryptingStream(
                                    new Unclosed(Channels.newOutputStream(file)), name.context());
            content.writeTo(out);
            out.close();
            file.force(true);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (GeneralSecurityException e) {
            throw new IOException("document " + name.document() + " cannot be encrypted", e);
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

    private Path path(Name name) {
        String file = name.fileName();
        return folder.resolve(file.substring(0, 2)).resolve(file);
    }
}
