package org.carrel.audit;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import org.carrel.compliance.Disclosure;

/**
 * The key that one subject's values are sealed under with AES-256-GCM, bound to the subject and the
 * field.
 */
final class SubjectKey {

    static final int BYTES = 32;

    private static final int SALT_BYTES = 32;

    private final UUID subject;
    private final Aead aead;

    SubjectKey(UUID subject, byte[] key) throws GeneralSecurityException {
        this.subject = subject;
        this.aead = new AesGcmJce(key);
    }

    UUID subject() {
        return subject;
    }

    byte[] seal(Disclosure disclosure, String field) {
        byte[] salt = HexFormat.of().parseHex(disclosure.salt());
        byte[] value = disclosure.value().getBytes(StandardCharsets.UTF_8);
        byte[] plain = Arrays.copyOf(salt, SALT_BYTES + value.length);
        System.arraycopy(value, 0, plain, SALT_BYTES, value.length);
        try {
            return aead.encrypt(plain, context(field));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a personal value cannot be sealed", e);
        }
    }

    /**
     * @throws GeneralSecurityException when it is not what was sealed, or for another field
     */
    Disclosure open(byte[] sealed, String field) throws GeneralSecurityException {
        byte[] plain = aead.decrypt(sealed, context(field));
        return new Disclosure(
                HexFormat.of().formatHex(plain, 0, SALT_BYTES),
                new String(plain, SALT_BYTES, plain.length - SALT_BYTES, StandardCharsets.UTF_8));
    }

    private byte[] context(String field) {
        return ("carrel:audit:" + subject + ":" + field).getBytes(StandardCharsets.UTF_8);
    }
}
