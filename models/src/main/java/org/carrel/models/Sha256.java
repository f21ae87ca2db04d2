package org.carrel.models;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongConsumer;

/** SHA-256 (FIPS 180-4) of files, in lower-case hexadecimal. */
final class Sha256 {

    private static final int CHUNK = 1 << 20;

    private Sha256() {}

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * Hashes a file.
     *
     * @param read hears the number of bytes of each chunk
     */
    static String of(Path file, LongConsumer read) throws IOException {
        MessageDigest digest = digest();
        read(file, digest, read);
        return hex(digest);
    }

    /** Adds the bytes of a file to a digest. */
    static void read(Path file, MessageDigest digest, LongConsumer read) throws IOException {
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = Files.newInputStream(file)) {
            for (int bytes = in.read(chunk); bytes >= 0; bytes = in.read(chunk)) {
                digest.update(chunk, 0, bytes);
                read.accept(bytes);
            }
        }
    }
}
