package org.carrel.compliance;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A personal value with the salt that opens its {@link Commitment}. The log never holds one: it is
 * kept beside the log, sealed under the subject's key, and destroyed with that key.
 *
 * @param salt 32 bytes as 64 lower-case hexadecimal digits
 * @param value well-formed UTF-16 without U+0000
 */
public record Disclosure(String salt, String value) {

    private static final int SALT_BYTES = 32;
    private static final byte[] CONTEXT =
            "carrel audit commitment v1\0".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern SALT = Pattern.compile("[0-9a-f]{64}");

    /**
     * @throws MalformedAuditException if either is not in its form
     */
    public Disclosure {
        FieldRules.requireMatch("a salt", SALT, salt);
        FieldRules.requireKeepable("a personal value", value);
    }

    /** A value with a salt of its own. */
    public static Disclosure of(String value, SecureRandom random) {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new Disclosure(HexFormat.of().formatHex(salt), value);
    }

    /**
     * What the entry holds.
     *
     * @param subject the id of the key that this disclosure is sealed under
     * @param field the name that the value has in the entry
     */
    public Commitment commitment(String subject, String field) {
        return new Commitment(subject, HexFormat.of().formatHex(hmac(field)));
    }

    /** Whether this is what was committed to under that field's name. */
    public boolean opens(Commitment commitment, String field) {
        return commitment.equals(commitment(commitment.subject(), field));
    }

    private byte[] hmac(String field) {
        CommittedEvent.requireField(field);
        var message = new ByteArrayOutputStream();
        message.writeBytes(CONTEXT);
        message.writeBytes(field.getBytes(StandardCharsets.US_ASCII));
        message.write(0);
        message.writeBytes(value.getBytes(StandardCharsets.UTF_8));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(HexFormat.of().parseHex(salt), "HmacSHA256"));
            return mac.doFinal(message.toByteArray());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }

    /** Without the value, so that it lands in no log by accident. */
    @Override
    public String toString() {
        return "Disclosure[…]";
    }
}
