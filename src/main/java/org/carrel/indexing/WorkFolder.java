package org.carrel.indexing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A folder for what extraction finds, for this user alone; closing removes it.
 *
 * @param path of the folder
 */
record WorkFolder(Path path) implements AutoCloseable {

    static WorkFolder in(Path parent) throws IOException {
        return new WorkFolder(
                Files.createDirectory(
                        parent.resolve("found-" + UUID.randomUUID()),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------"))));
    }

    @Override
    public void close() throws IOException {
        delete(path);
    }

    /** A folder, if it is there, with all that is in it. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> found = Files.walk(folder)) {
            all = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.deleteIfExists(each);
        }
    }
}
