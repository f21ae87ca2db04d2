package org.carrel.audit;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Hkdf;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Wraps subjects' keys and makes what subjects are found by. Both keys are derived from one (RFC
 * 5869), so that whoever has the database alone can neither read values nor try names.
 */
final class SubjectWrapping {

    private static final String HMAC = "HmacSHA256";

    private final Aead aead;
    private final SecretKeySpec lookupKey;
    private final byte[] exportsKey;

    SubjectWrapping(byte[] key) throws GeneralSecurityException {
        this.aead = new AesGcmJce(derived(key, "wrap"));
        this.lookupKey = new SecretKeySpec(derived(key, "lookup"), HMAC);
        this.exportsKey = derived(key, "exports");
    }

    byte[] wrap(UUID subject, byte[] key) throws GeneralSecurityException {
        return aead.encrypt(key, context(subject));
    }

    /**
     * @throws GeneralSecurityException when it was wrapped by another key, or for another subject
     */
    SubjectKey unwrap(UUID subject, byte[] wrapped) throws GeneralSecurityException {
        return new SubjectKey(subject, aead.decrypt(wrapped, context(subject)));
    }

    byte[] lookup(Subjects.Name wanted) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(lookupKey);
            mac.update((wanted.kind().label() + "\0").getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(wanted.name().getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has " + HMAC, impossible);
        }
    }

    /** The key of one export. */
    byte[] exportKey(UUID export) throws GeneralSecurityException {
        return derived(exportsKey, "export:" + export);
    }

    private static byte[] derived(byte[] key, String use) throws GeneralSecurityException {
        byte[] info = ("carrel:audit:" + use).getBytes(StandardCharsets.US_ASCII);
        return Hkdf.computeHkdf(HMAC, key, new byte[0], info, SubjectKey.BYTES);
    }

    private static byte[] context(UUID subject) {
        return ("carrel:audit-subject:" + subject).getBytes(StandardCharsets.US_ASCII);
    }
}
