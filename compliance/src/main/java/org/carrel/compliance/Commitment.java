package org.carrel.compliance;

import java.util.regex.Pattern;

/**
 * What an entry holds in the place of a personal value:
 *
 * <pre>{@code
 * commitment = HMAC-SHA256( salt, "carrel audit commitment v1" || 0x00 || field || 0x00 || value )
 * }</pre>
 *
 * <p>Without the salt, 32 random bytes that are kept apart under the subject's key, nobody can tell
 * what the value was, not even by trying values (GDPR recital 26). With a {@link Disclosure}
 * anybody can tell that it was this one.
 *
 * @param subject names the key that salt and value are sealed under: a random id of 16 to 64
 *     letters, digits, {@code -} or {@code _} that says nothing about the person
 * @param commitment 64 lower-case hexadecimal digits
 */
public record Commitment(String subject, String commitment) {

    private static final Pattern SUBJECT = Pattern.compile("[0-9A-Za-z_-]{16,64}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    /**
     * @throws MalformedAuditException if either is not in its form
     */
    public Commitment {
        FieldRules.requireMatch("a subject", SUBJECT, subject);
        FieldRules.requireMatch("a commitment", HASH, commitment);
    }
}
