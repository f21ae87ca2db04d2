package org.carrel.compliance.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A public key with its name and what it signs, in the form {@code name+id+base64(type || public
 * key)} that C2SP signed-note calls a vkey. The id is the first four bytes of {@code SHA-256(name
 * || 0x0A || type || public key)} in hexadecimal.
 */
public final class VerifierKey {

    /** What a signature by the key is over. */
    public enum Type {
        /** Ed25519 over the note's text (C2SP signed-note, type 0x01). */
        LOG(0x01),
        /** Ed25519 over the text with a time before it (C2SP cosignature/v1, type 0x04). */
        WITNESS(0x04);

        private final byte code;

        Type(int code) {
            this.code = (byte) code;
        }
    }

    private static final Pattern TEXT = Pattern.compile("([^+]+)\\+([0-9a-f]{8})\\+(.{1,64})");
    private static final int KEY_BYTES = 32;
    private static final int SIGNATURE_BYTES = 64;

    // RFC 8410: what stands before the 32 bytes of an Ed25519 key in X.509's form.
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    // The last second of the year 9999, which RFC 3339 can still write.
    private static final long MAX_SECONDS = 253_402_300_799L;

    private final String name;
    private final Type type;
    private final byte[] material;
    private final PublicKey key;

    private VerifierKey(String name, Type type, byte[] material) {
        this.name = Text.requireName(name);
        this.type = type;
        this.material = material;
        this.key = publicKey(material);
    }

    /**
     * Names a key.
     *
     * @throws NoteException if the key is no Ed25519 key or the name none
     */
    public static VerifierKey of(String name, Type type, PublicKey key) {
        byte[] encoded = key.getEncoded();
        if (encoded == null
                || encoded.length != X509_PREFIX.length + KEY_BYTES
                || !Arrays.equals(
                        encoded, 0, X509_PREFIX.length, X509_PREFIX, 0, X509_PREFIX.length)) {
            throw new NoteException("not an Ed25519 public key");
        }
        return new VerifierKey(
                name, type, Arrays.copyOfRange(encoded, X509_PREFIX.length, encoded.length));
    }

    /**
     * Reads what {@link #toString} writes.
     *
     * @throws NoteException if the text is anything else, or of a type not known here
     */
    public static VerifierKey parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new NoteException("a key is written NAME+ID+BASE64");
        }
        byte[] typed = Text.base64(parts.group(3));
        if (typed.length != 1 + KEY_BYTES) {
            throw new NoteException("a key is a byte for its type and " + KEY_BYTES + " more");
        }
        byte[] material = Arrays.copyOfRange(typed, 1, typed.length);
        for (Type type : Type.values()) {
            if (type.code == typed[0]) {
                var key = new VerifierKey(parts.group(1), type, material);
                if (!key.toString().equals(text)) {
                    throw new NoteException("the key's id is not that of its name and bytes");
                }
                return key;
            }
        }
        throw new NoteException("keys of this type are not known here");
    }

    /** The name that its signatures carry; of a log's key, the log's origin. */
    public String name() {
        return name;
    }

    /** What it signs. */
    public Type type() {
        return type;
    }

    /** The four bytes by which its signatures are found. */
    int id() {
        return ByteBuffer.wrap(sha256(message(name + "\n", typed()))).getInt();
    }

    boolean made(SignedNote.Signature signature) {
        return signature.name().equals(name) && signature.keyId() == id();
    }

    /**
     * @throws NoteException if it does not hold
     */
    Verified verify(String text, SignedNote.Signature signature) {
        ByteBuffer bytes = signature.bytes();
        Instant time = null;
        byte[] message = message(text);
        if (type == Type.WITNESS) {
            require(bytes.remaining() == Long.BYTES + SIGNATURE_BYTES);
            long seconds = bytes.getLong();
            require(seconds >= 0 && seconds <= MAX_SECONDS);
            message = cosigned(text, seconds);
            time = Instant.ofEpochSecond(seconds);
        }
        require(bytes.remaining() == SIGNATURE_BYTES);
        var raw = new byte[SIGNATURE_BYTES];
        bytes.get(raw);
        require(verifies(message, raw));
        return new Verified(this, time);
    }

    /** What a witness signs: C2SP tlog-cosignature, "Ed25519 signed message". */
    static byte[] cosigned(String text, long seconds) {
        return message("cosignature/v1\ntime " + seconds + "\n" + text);
    }

    static byte[] message(String text, byte... more) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(bytes, bytes.length + more.length);
        System.arraycopy(more, 0, all, bytes.length, more.length);
        return all;
    }

    boolean verifies(byte[] message, byte[] raw) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(raw);
        } catch (GeneralSecurityException e) {
            // The JDK's way to say that the bytes are no signature at all.
            return false;
        }
    }

    private void require(boolean holds) {
        if (!holds) {
            throw new NoteException("the signature by " + name + " does not verify");
        }
    }

    private byte[] typed() {
        var typed = new byte[1 + KEY_BYTES];
        typed[0] = type.code;
        System.arraycopy(material, 0, typed, 1, KEY_BYTES);
        return typed;
    }

    private static PublicKey publicKey(byte[] material) {
        try {
            byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + KEY_BYTES);
            System.arraycopy(material, 0, encoded, X509_PREFIX.length, KEY_BYTES);
            return KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new NoteException("not an Ed25519 public key");
        }
    }

    private static byte[] sha256(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(data);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey that && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** The vkey. */
    @Override
    public String toString() {
        return name + "+" + HexFormat.of().toHexDigits(id()) + "+" + Text.base64(typed());
    }
}
