package org.carrel.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/// Secrets between Carrel's own parts, each in a file that only its owner may read (mode 0600).
///
/// A secret is made the first time that it is asked for and stays the same afterwards.
final class Secrets {
    private static final int SECRET_BYTES = 32;
    private static final int PASSWORD_GROUPS = 5;
    private static final int GROUP_LENGTH = 5;

    /// Letters and digits that are not taken for one another when typed from paper: 31 of them, so
    /// a password of 25 carries 123 bits.
    private static final String READABLE = "abcdefghijkmnpqrstuvwxyz23456789";

    private final Path folder;
    private final SecureRandom random = new SecureRandom();

    Secrets(Path folder) {
        this.folder = folder;
    }

    /// The secret of that name, of letters, digits, `-` and `_` only.
    String get(String name) {
        Path file = folder.resolve(name);
        try {
            if (!Files.exists(file)) {
                write(file, newSecret());
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read or write the secret " + file, e);
        }
    }

    /// A secret of the same letters that is kept nowhere.
    String newSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    boolean has(String name) {
        return Files.exists(folder.resolve(name));
    }

    void forget(String name) {
        try {
            Files.deleteIfExists(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder.resolve(name), e);
        }
    }

    /// Leaves an empty mark, which tells that something was done and holds no secret.
    void mark(String name) {
        try {
            write(folder.resolve(name), "");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + folder.resolve(name), e);
        }
    }

    /// A password for a person, in groups that can be read out.
    String newPassword() {
        StringBuilder password = new StringBuilder();
        for (int group = 0; group < PASSWORD_GROUPS; group++) {
            if (group > 0) {
                password.append('-');
            }
            for (int i = 0; i < GROUP_LENGTH; i++) {
                password.append(READABLE.charAt(random.nextInt(READABLE.length())));
            }
        }
        return password.toString();
    }

    /// Written beside and moved into place: a secret is there whole or not at all.
    private void write(Path file, String content) throws IOException {
        Path beside =
                Files.createTempFile(
                        folder,
                        ".new",
                        "",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        Files.writeString(beside, content);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
