package org.carrel.models.trust;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An Ed25519 key (RFC 8032) whose signatures count.
 *
 * @param id SHA-256 of its SubjectPublicKeyInfo (RFC 5280, 4.1.2.7), lower-case hexadecimal
 * @param key checks signatures
 */
public record TrustedKey(String id, PublicKey key) {

    private static final Pattern PEM =
            Pattern.compile(
                    "\\s*-----BEGIN PUBLIC KEY-----\\s([A-Za-z0-9+/=\\s]+)"
                            + "-----END PUBLIC KEY-----\\s*");
    private static final int MOST_CHARACTERS = 1_000;
    private static final String ED25519 = "Ed25519";

    /**
     * Reads what {@code openssl pkey -pubout} writes (RFC 7468, section 13).
     *
     * @throws IllegalArgumentException if the text is not the public key of an Ed25519 pair; the
     *     message says so and does not quote it
     */
    public static TrustedKey ofPem(String pem) {
        Matcher form = PEM.matcher(pem.length() <= MOST_CHARACTERS ? pem : "");
        if (!form.matches()) {
            throw new IllegalArgumentException("Not a public key in PEM form.");
        }
        try {
            return of(Base64.getMimeDecoder().decode(form.group(1)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException("Not the public key of an Ed25519 pair.", e);
        }
    }

    /**
     * @param encoded SubjectPublicKeyInfo in DER
     */
    public static TrustedKey of(byte[] encoded) throws GeneralSecurityException {
        PublicKey key =
                KeyFactory.getInstance(ED25519).generatePublic(new X509EncodedKeySpec(encoded));
        return new TrustedKey(fingerprint(key.getEncoded()), key);
    }

    boolean verifies(byte[] message, byte[] signature) {
        try {
            Signature check = Signature.getInstance(ED25519);
            check.initVerify(key);
            check.update(message);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static String fingerprint(byte[] encoded) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(encoded));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
