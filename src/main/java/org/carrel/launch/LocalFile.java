package org.carrel.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A file on this machine that is to be sent.
///
/// @param name what it is called on the server: with the folders below the one that was named, so
///   that two files of the same name in two folders stay two
record LocalFile(Path path, String name) {

    /// The regular files among and below the paths, in order; hidden ones and links are passed
    /// over.
    static List<LocalFile> in(List<Path> paths) {
        Map<Path, LocalFile> files = new LinkedHashMap<>();
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new LaunchFailure("there is no file or folder " + path);
            }
            try (Stream<Path> below = Files.walk(path)) {
                below.filter(Files::isRegularFile)
                        .filter(file -> file.equals(path) || !hidden(path.relativize(file)))
                        .sorted()
                        .forEach(file -> files.putIfAbsent(file, of(path, file)));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + path, e);
            }
        }
        if (files.isEmpty()) {
            throw new LaunchFailure("there are no files in " + paths);
        }
        return List.copyOf(files.values());
    }

    long size() {
        return path.toFile().length();
    }

    private static LocalFile of(Path root, Path file) {
        Path whole = root.toAbsolutePath().normalize();
        Path within = file.toAbsolutePath().normalize();
        Path parent = whole.getParent();
        return new LocalFile(
                file, (parent == null ? within : parent.relativize(within)).toString());
    }

    private static boolean hidden(Path path) {
        for (Path name : path) {
            if (name.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }
}
