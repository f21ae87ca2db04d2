package org.carrel.compliance.note;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Random;

/** Signers from a seed: worth nothing outside of tests. */
public final class SampleKeys {

    private SampleKeys() {}

    public static NoteSigner log(String name, long seed) {
        return signer(name, VerifierKey.Type.LOG, seed);
    }

    public static NoteSigner witness(String name, long seed) {
        return signer(name, VerifierKey.Type.WITNESS, seed);
    }

    static KeyPair pair(long seed) {
        try {
            var secret = new byte[32];
            new Random(seed).nextBytes(secret);
            var generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, new Fixed(secret));
            KeyPair pair = generator.generateKeyPair();
            var spec = new EdECPrivateKeySpec(NamedParameterSpec.ED25519, secret);
            return new KeyPair(
                    pair.getPublic(), KeyFactory.getInstance("Ed25519").generatePrivate(spec));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static NoteSigner signer(String name, VerifierKey.Type type, long seed) {
        KeyPair pair = pair(seed);
        return new NoteSigner(name, type, pair.getPublic(), pair.getPrivate(), null);
    }

    /** Gives the bytes it was made with, so that the JDK derives their public key. */
    private static final class Fixed extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private final byte[] bytes;

        Fixed(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public void nextBytes(byte[] out) {
            System.arraycopy(bytes, 0, out, 0, out.length);
        }
    }
}
