package org.carrel.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Makes a PKCS#12 key store with an Ed25519 key, by the JDK's keytool: a key store wants a
 * certificate, and the JDK has no other public way to make one.
 */
final class KeyStoreFile {

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final int PASSWORD_BYTES = 32;
    private static final long PATIENCE_SECONDS = 60;

    // The certificate is never looked at; it ends after everybody.
    private static final String VALID_DAYS = "36500";

    private KeyStoreFile() {}

    /** The key store has its name only when it is whole. A password that is there is used. */
    static void create(Path keyStore, Path password, String alias) throws IOException {
        if (!Files.exists(password)) {
            writePassword(password);
        }
        Path fresh = keyStore.resolveSibling(keyStore.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                alias,
                                "-keyalg",
                                "Ed25519",
                                "-dname",
                                "CN=Carrel audit log",
                                "-validity",
                                VALID_DAYS,
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                fresh.toString(),
                                "-storepass:file",
                                password.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (!ended(keytool)) {
            throw new IOException("keytool could not make " + keyStore);
        }
        Files.setPosixFilePermissions(fresh, OWNER_ONLY.value());
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(fresh, keyStore, StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean ended(Process process) throws IOException {
        try {
            if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue() == 0;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        return false;
    }

    private static void writePassword(Path file) throws IOException {
        var bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        String line = HexFormat.of().formatHex(bytes) + "\n";
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        OWNER_ONLY)) {
            channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
    }
}
