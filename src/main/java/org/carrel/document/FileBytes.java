package org.carrel.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Bytes that come in.
 *
 * @param content writes them out, each time it is asked to
 * @param name as stated, not to be trusted
 * @param sha256 in lower-case hexadecimal
 */
record FileBytes(DocumentFiles.Content content, String name, String sha256, long size) {

    /** Those of a plain file, which is read and never changed. */
    static FileBytes of(Path plain, String name) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(plain), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return new FileBytes(
                    out -> Files.copy(plain, out),
                    name,
                    HexFormat.of().formatHex(digest.digest()),
                    Files.size(plain));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // Every JDK has it.
        }
    }
}
