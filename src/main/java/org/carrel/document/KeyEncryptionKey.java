package org.carrel.document;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Hkdf;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/** Wraps the documents' keys with AES-256-GCM, bound to the document's id. */
final class KeyEncryptionKey {

    static final int KEY_BYTES = 32;

    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Aead aead;
    private final byte[] key;

    private KeyEncryptionKey(byte[] key) throws GeneralSecurityException {
        this.aead = new AesGcmJce(key);
        this.key = key;
    }

    /**
     * Reads the key.
     *
     * @throws IllegalStateException when the file is no key or others may read it
     */
    static KeyEncryptionKey read(Path file) throws IOException, GeneralSecurityException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (!OWNER_ONLY.containsAll(permissions)) {
            throw new IllegalStateException(
                    file + " can be read or changed by others; run: chmod 600 " + file);
        }
        if (Files.size(file) != KEY_BYTES) {
            throw new IllegalStateException(
                    file + " does not hold a key of 32 bytes; put it back from a backup");
        }
        return new KeyEncryptionKey(Files.readAllBytes(file));
    }

    /** Makes a key. It is whole and on disk before it has its name. */
    static void create(Path file) throws IOException {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Set<StandardOpenOption> options =
                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel =
                FileChannel.open(
                        fresh, options, PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
            channel.write(ByteBuffer.wrap(key));
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        Durable.syncFolder(file.resolveSibling("."));
    }

    byte[] wrap(byte[] key, UUID document) throws GeneralSecurityException {
        return aead.encrypt(key, context(document));
    }

    /**
     * The key of a document.
     *
     * @throws GeneralSecurityException when it was wrapped by another key, or for another document
     */
    byte[] unwrap(byte[] wrapped, UUID document) throws GeneralSecurityException {
        return aead.decrypt(wrapped, context(document));
    }

    /**
     * A key of its own for another use: HKDF (RFC 5869) with SHA-256, without a salt.
     *
     * @param use what tells this key from every other
     */
    byte[] derive(String use, int bytes) throws GeneralSecurityException {
        return Hkdf.computeHkdf(
                "HmacSha256", key, new byte[0], use.getBytes(StandardCharsets.UTF_8), bytes);
    }

    private static byte[] context(UUID document) {
        return ("carrel:document-key:" + document).getBytes(StandardCharsets.UTF_8);
    }
}
