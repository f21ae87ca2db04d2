package org.carrel.answer.larger;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.FileUtils;

/**
 * An authority, servers and clients that it vouches for, and a stranger, each as PEM and PKCS#12;
 * and a TLS configuration of Quarkus for each client, by its name.
 */
public class Keys implements QuarkusTestResourceLifecycleManager {

    /** Setting that names the folder in which they lie. */
    static final String FOLDER = "test.keys";

    static final String PASSWORD = "changeit";

    private static final List<String> CLIENTS = List.of("client", "expired", "stranger");

    private Path folder = Path.of("");

    @Override
    public Map<String, String> start() {
        try {
            folder = Files.createTempDirectory("carrel-keys");
            make();
            return settings();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void make() throws IOException, GeneralSecurityException {
        String here = "san=dns:localhost,ip:127.0.0.1";
        keytool("authority", "bc:c", "-validity", "9");
        signed("server", here, "-validity", "9");
        signed("moved", "san=dns:elsewhere.internal", "-validity", "9");
        signed("outdated", here, "-startdate", "-9d", "-validity", "2");
        signed("client", "eku=clientAuth", "-validity", "9");
        signed("expired", "eku=clientAuth", "-startdate", "-9d", "-validity", "2");
        keytool("stranger", "eku=clientAuth", "-validity", "9");
        KeyStore all = load(folder.resolve("all.p12"));
        for (String name : Collections.list(all.aliases())) {
            KeyStore own = empty();
            Certificate[] chain = all.getCertificateChain(name);
            own.setKeyEntry(
                    name, all.getKey(name, PASSWORD.toCharArray()), PASSWORD.toCharArray(), chain);
            save(own, name + ".p12");
            pem(name + ".crt", "CERTIFICATE", chain[0].getEncoded());
            pem(
                    name + ".key",
                    "PRIVATE KEY",
                    all.getKey(name, PASSWORD.toCharArray()).getEncoded());
        }
        KeyStore trusted = empty();
        trusted.setCertificateEntry("authority", all.getCertificate("authority"));
        save(trusted, "trusted.p12");
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put(FOLDER, folder.toString());
        for (String client : CLIENTS) {
            String tls = "quarkus.tls." + client;
            settings.put(tls + ".key-store.pem.0.cert", file(client + ".crt"));
            settings.put(tls + ".key-store.pem.0.key", file(client + ".key"));
            settings.put(tls + ".trust-store.pem.certs", file("authority.crt"));
        }
        settings.put("quarkus.tls.nobody.trust-store.pem.certs", file("authority.crt"));
        settings.put("quarkus.tls.packed.key-store.p12.path", file("client.p12"));
        settings.put("quarkus.tls.packed.key-store.p12.password", PASSWORD);
        settings.put("quarkus.tls.packed.trust-store.p12.path", file("trusted.p12"));
        settings.put("quarkus.tls.packed.trust-store.p12.password", PASSWORD);
        settings.put("quarkus.tls.credulous.trust-all", "true");
        return settings;
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private void signed(String name, String extension, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-signer", "authority"));
        arguments.addAll(List.of(more));
        keytool(name, extension, arguments.toArray(String[]::new));
    }

    private void keytool(String name, String extension, String... more) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-keystore",
                                file("all.p12"),
                                "-storepass",
                                PASSWORD,
                                "-alias",
                                name,
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=" + name,
                                "-ext",
                                extension));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException(said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    /** A key store of this class's making. */
    static KeyStore load(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private void save(KeyStore store, String name) throws IOException, GeneralSecurityException {
        try (OutputStream out = Files.newOutputStream(folder.resolve(name))) {
            store.store(out, PASSWORD.toCharArray());
        }
    }

    private void pem(String name, String label, byte[] bytes) throws IOException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        Files.writeString(
                folder.resolve(name),
                "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n");
    }

    @Override
    public void stop() {
        try {
            FileUtils.deleteDirectory(folder.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
