package org.carrel.document;

import com.google.crypto.tink.subtle.AesGcmJce;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;

/**
 * Seals small records of other features with AES-256-GCM. Each record has a key of its own, derived
 * from the key-encryption key by its use and id (RFC 5869), so that none is stored, and a record
 * that is moved to another's place cannot be opened.
 */
@ApplicationScoped
public class Sealing {

    private final DocumentFiles files;

    Sealing(DocumentFiles files) {
        this.files = files;
    }

    /**
     * @param use what kind of record it is
     */
    public byte[] seal(String use, UUID record, byte[] plain) {
        try {
            return new AesGcmJce(files.recordKey(use, record)).encrypt(plain, context(use, record));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a record cannot be sealed", e);
        }
    }

    /**
     * @throws GeneralSecurityException when it is not what was sealed, or for another record
     */
    public byte[] open(String use, UUID record, byte[] sealed) throws GeneralSecurityException {
        return new AesGcmJce(files.recordKey(use, record)).decrypt(sealed, context(use, record));
    }

    private static byte[] context(String use, UUID record) {
        return ("carrel:" + use + ":" + record).getBytes(StandardCharsets.UTF_8);
    }
}
