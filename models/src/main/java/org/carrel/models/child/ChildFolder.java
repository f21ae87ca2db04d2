package org.carrel.models.child;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** A child's home and place for temporary files, which goes with it. Only its owner looks in. */
record ChildFolder(Path path) {

    private static final String PREFIX = "model-program-";

    static ChildFolder in(Path workFolder) throws IOException {
        Files.createDirectories(workFolder);
        return new ChildFolder(Files.createTempDirectory(workFolder.toAbsolutePath(), PREFIX));
    }

    /** Removes the folders of children whose parent was killed: they ended with it. */
    static void deleteLeft(Path workFolder) throws IOException {
        if (!Files.isDirectory(workFolder)) {
            return;
        }
        try (DirectoryStream<Path> left = Files.newDirectoryStream(workFolder, PREFIX + "*")) {
            for (Path each : left) {
                new ChildFolder(each).delete();
            }
        }
    }

    /** Links in it are removed, not followed. */
    void delete() throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        Files.walkFileTree(
                path,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.deleteIfExists(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e)
                            throws IOException {
                        Files.deleteIfExists(visited);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
