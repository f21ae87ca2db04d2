package org.carrel.compliance.note;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Signs checkpoints, for a log or as a witness. The private key may be any that the JDK can sign
 * with: out of a PKCS#12 file, or a handle to one that stays in a PKCS#11 token.
 */
public final class NoteSigner {

    private final VerifierKey key;
    private final PrivateKey privateKey;
    private final @Nullable Provider provider;

    /**
     * @param name of the key; of a log's key, the log's origin
     * @param provider that can use the private key, or null to let the JDK choose
     * @throws NoteException if the keys are not Ed25519 or do not belong together
     */
    public NoteSigner(
            String name,
            VerifierKey.Type type,
            PublicKey publicKey,
            PrivateKey privateKey,
            @Nullable Provider provider) {
        this.key = VerifierKey.of(name, type, publicKey);
        this.privateKey = privateKey;
        this.provider = provider;
        byte[] trial =
                VerifierKey.message("a trial, so that no note is signed that nobody can check\n");
        if (!key.verifies(trial, signature(trial))) {
            throw new NoteException("the private key is not that of the public key");
        }
    }

    /** What checks these signatures. */
    public VerifierKey key() {
        return key;
    }

    /**
     * The log's own signature under a checkpoint.
     *
     * @throws NoteException if this is a witness's key or another log's
     */
    public SignedNote sign(Checkpoint checkpoint) {
        if (key.type() != VerifierKey.Type.LOG || !key.name().equals(checkpoint.origin())) {
            throw new NoteException("a checkpoint is signed by the key of its own log");
        }
        byte[] raw = signature(VerifierKey.message(checkpoint.text()));
        return new SignedNote(checkpoint.text(), List.of(line(raw)));
    }

    /**
     * Adds a witness's line to a note. Whoever signs states that the log's checkpoint continues all
     * that they signed before, so check that first.
     *
     * @param time of signing, to the second
     * @throws NoteException if this is a log's key, or the text no checkpoint
     */
    public SignedNote cosign(SignedNote note, Instant time) {
        if (key.type() != VerifierKey.Type.WITNESS) {
            throw new NoteException("a log's key does not witness");
        }
        Checkpoint checkpoint = note.checkpoint();
        long seconds = time.getEpochSecond();
        byte[] raw = signature(VerifierKey.cosigned(checkpoint.text(), seconds));
        byte[] timed =
                ByteBuffer.allocate(Long.BYTES + raw.length).putLong(seconds).put(raw).array();
        return note.with(new SignedNote(note.text(), List.of(line(timed))));
    }

    private SignedNote.Signature line(byte[] bytes) {
        byte[] value =
                ByteBuffer.allocate(Integer.BYTES + bytes.length)
                        .putInt(key.id())
                        .put(bytes)
                        .array();
        return new SignedNote.Signature(key.name(), Text.base64(value));
    }

    private byte[] signature(byte[] message) {
        try {
            Signature signer =
                    provider == null
                            ? Signature.getInstance("Ed25519")
                            : Signature.getInstance("Ed25519", provider);
            signer.initSign(privateKey);
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key of " + key.name() + " cannot sign", e);
        }
    }
}
