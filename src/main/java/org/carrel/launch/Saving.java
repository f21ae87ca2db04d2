package org.carrel.launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Puts an answer into a file that only its owner reads, under its name once it is whole.
final class Saving {
    private Saving() {}

    /// @return how many bytes
    /// @throws LaunchFailure if it breaks off; nothing is then left
    static long save(HttpResponse<InputStream> response, Path file) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (InputStream in = response.body()) {
            try (OutputStream out = created(part)) {
                in.transferTo(out);
            }
            Files.move(part, file);
            return Files.size(file);
        } catch (IOException e) {
            throw new LaunchFailure("could not save " + file + ": " + e.getMessage(), e);
        } finally {
            discard(part);
        }
    }

    private static OutputStream created(Path file) throws IOException {
        Files.deleteIfExists(file);
        return Channels.newOutputStream(
                Files.newByteChannel(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------"))));
    }

    private static void discard(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            // What was to be said of it was said.
        }
    }
}
