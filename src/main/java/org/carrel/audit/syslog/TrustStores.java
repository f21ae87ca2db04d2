package org.carrel.audit.syslog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Whom to trust, and how to be known, out of PKCS#12 files. */
public final class TrustStores {

    /**
     * A key store.
     *
     * @param password file with its password in the first line
     */
    public record Store(Path file, Path password) {}

    private TrustStores() {}

    /**
     * @param trusted certificates that a receiver's must lead to
     * @param own key and certificate that a receiver may ask for; null for none
     * @throws IllegalStateException if one of the files cannot be used
     */
    public static SSLContext context(Store trusted, @Nullable Store own) {
        try {
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(load(trusted));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(own == null ? null : keys(own), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(
                    "a key store of carrel.audit.syslog cannot be used: " + e.getMessage(), e);
        }
    }

    private static KeyManager[] keys(Store own) throws GeneralSecurityException, IOException {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(load(own), password(own));
        return keys.getKeyManagers();
    }

    private static KeyStore load(Store store) throws GeneralSecurityException, IOException {
        KeyStore loaded = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store.file())) {
            loaded.load(in, password(store));
        }
        return loaded;
    }

    private static char[] password(Store store) throws IOException {
        return Files.readString(store.password()).lines().findFirst().orElse("").toCharArray();
    }
}
