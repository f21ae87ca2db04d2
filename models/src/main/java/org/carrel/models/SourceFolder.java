package org.carrel.models;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The files of a folder by what they are. Its sub-folders are not looked into. No file lies outside
 * of it and none is a pickle.
 *
 * @param path the folder
 * @param files sorted by name
 */
record SourceFolder(Path path, Map<Path, FileKind> files) {

    private static final int MOST_FILES = 1_000;
    private static final int MOST_LISTED = 6;

    /**
     * Looks at a folder.
     *
     * @throws ImportRefusedException when it has a pickle, a link that leads out, or too many files
     */
    static SourceFolder read(Path path) throws IOException {
        Path root = path.toRealPath();
        Map<Path, FileKind> files = new TreeMap<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            for (Path entry : entries) {
                if (Files.isSymbolicLink(entry) && !leadsInside(entry, root)) {
                    throw new ImportRefusedException(
                            entry
                                    + " is a link that leads out of the folder; copy the files"
                                    + " themselves into it");
                }
                if (!Files.isRegularFile(entry)) {
                    continue;
                }
                if (files.size() == MOST_FILES) {
                    throw new ImportRefusedException(
                            path + " holds more than " + MOST_FILES + " files: not a model folder");
                }
                files.put(entry, FileKind.of(entry));
            }
        }
        for (Map.Entry<Path, FileKind> file : files.entrySet()) {
            if (file.getValue() == FileKind.PICKLE) {
                throw SourceDetection.pickle(file.getKey());
            }
        }
        return new SourceFolder(path, files);
    }

    private static boolean leadsInside(Path link, Path root) throws IOException {
        return Files.exists(link) && root.equals(link.toRealPath().getParent());
    }

    boolean isEmpty() {
        return files.isEmpty();
    }

    List<Path> of(FileKind kind) {
        return files.entrySet().stream()
                .filter(file -> file.getValue() == kind)
                .map(Map.Entry::getKey)
                .toList();
    }

    Optional<Path> named(String name) {
        Path file = path.resolve(name);
        return files.containsKey(file) ? Optional.of(file) : Optional.empty();
    }

    /** Some of the files, for a message. */
    String listed() {
        String some =
                files.keySet().stream()
                        .map(file -> String.valueOf(file.getFileName()))
                        .limit(MOST_LISTED)
                        .collect(Collectors.joining(", "));
        return files.size() > MOST_LISTED
                ? some + " and " + (files.size() - MOST_LISTED) + " more"
                : some;
    }
}
