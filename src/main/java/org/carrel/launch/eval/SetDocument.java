package org.carrel.launch.eval;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// A document of a set: a file of it, or a text that a row of a larger file holds.
///
/// @param name under which it is sent, and by which items refer to it; one of a kind in the set
/// @param file null for a text
/// @param text null for a file
record SetDocument(String name, @Nullable Path file, @Nullable String text) {

    static SetDocument file(String name, Path file) {
        return new SetDocument(name, file, null);
    }

    static SetDocument text(String name, String text) {
        return new SetDocument(name, null, text);
    }

    byte[] bytes() {
        try {
            return file == null
                    ? String.valueOf(text).getBytes(StandardCharsets.UTF_8)
                    : Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /// Of its bytes, in hexadecimal.
    String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // Every JVM has it.
        }
    }

    /// A file with its bytes: its own, or one that is written into a folder.
    ///
    /// @param number makes a name that meets no other's
    Path onDisk(Path folder, int number) {
        if (file != null) {
            return file;
        }
        try {
            return Files.write(folder.resolve(number + ".txt"), bytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + folder, e);
        }
    }
}
