package org.carrel.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import org.carrel.compliance.note.NoteSigner;
import org.carrel.compliance.note.VerifierKey;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The key that signs checkpoints: out of a PKCS#12 file, or in a PKCS#11 token. */
@ApplicationScoped
class CheckpointKey {

    private static final Logger LOG = Logger.getLogger(CheckpointKey.class);

    private static final String ALIAS = "checkpoint";

    private final AuditConfig config;

    CheckpointKey(AuditConfig config) {
        this.config = config;
    }

    /** Whether there is nothing to read a key from yet. */
    boolean isMissing() {
        return config.pkcs11().isEmpty() && !Files.exists(config.keyStore());
    }

    /**
     * Reads the key, which is made if there is none.
     *
     * @param origin the log's name
     * @throws IllegalStateException if it cannot be read
     */
    NoteSigner signer(String origin) {
        try {
            if (isMissing()) {
                create();
            }
            Path token = config.pkcs11().orElse(null);
            Provider provider = token == null ? null : provider(token);
            KeyStore keys = keyStore(provider);
            if (!(keys.getKey(ALIAS, password()) instanceof PrivateKey key)) {
                throw new IllegalStateException("there is no key named " + ALIAS);
            }
            return new NoteSigner(
                    origin,
                    VerifierKey.Type.LOG,
                    keys.getCertificate(ALIAS).getPublicKey(),
                    key,
                    provider);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(
                    "the key of the audit log's checkpoints cannot be read", e);
        }
    }

    private void create() throws IOException {
        Path folder = config.keyStore().toAbsolutePath().resolveSibling(".").normalize();
        if (!Files.exists(folder)) {
            Files.createDirectories(
                    folder,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        }
        KeyStoreFile.create(config.keyStore(), config.keyStorePassword(), ALIAS);
        LOG.infof("made %s; keep a copy: it signs the audit log", config.keyStore());
    }

    private KeyStore keyStore(@Nullable Provider provider)
            throws IOException, GeneralSecurityException {
        if (provider != null) {
            KeyStore token = KeyStore.getInstance("PKCS11", provider);
            token.load(null, password());
            return token;
        }
        KeyStore file = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(config.keyStore())) {
            file.load(in, password());
        }
        return file;
    }

    private Provider provider(Path configuration) {
        String name = config.pkcs11Provider();
        Provider installed = Security.getProvider(name);
        if (installed == null) {
            throw new IllegalStateException("there is no security provider " + name);
        }
        Provider provider = installed.configure(configuration.toString());
        if (provider.getService("Signature", "Ed25519") == null) {
            throw new IllegalStateException(
                    name + " does not sign with Ed25519: set carrel.audit.pkcs11-provider");
        }
        return provider;
    }

    private char[] password() throws IOException {
        return Files.readString(config.keyStorePassword())
                .lines()
                .findFirst()
                .orElse("")
                .toCharArray();
    }
}
