package org.carrel.ingest;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * What one child has of the file system for itself: the file of the moment, a home and a place for
 * temporary files. Emptied before each start, so that nothing of one child reaches the next.
 *
 * @param path only its owner can look into it
 */
record ChildFolder(Path path) {

    Path home() {
        return path.resolve("home");
    }

    Path scratch() {
        return path.resolve("tmp");
    }

    /** What a child that does not start says of the reason. */
    Path errors() {
        return path.resolve("errors");
    }

    private Path input() {
        return path.resolve("in");
    }

    /** Makes the folder, or empties it. */
    void prepare() throws IOException {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(path);
            Files.createDirectories(path);
        }
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        deleteInside(path);
        Files.createDirectory(home());
        Files.createDirectory(scratch());
        Files.createDirectory(input());
    }

    /** Puts a file where the child finds it. */
    Path take(Path file) throws IOException {
        Path taken = input().resolve("file");
        Files.deleteIfExists(taken);
        try {
            Files.createLink(taken, file.toRealPath());
        } catch (UnsupportedOperationException | IOException e) {
            Files.copy(file, taken); // Another file system, or one without links.
        }
        return taken;
    }

    /** Removes the file that was taken, and everything else. */
    void clear() throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            deleteInside(path);
        }
    }

    /** Links in it are removed, not followed. */
    static void deleteInside(Path folder) throws IOException {
        Files.walkFileTree(
                folder,
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
                        if (!visited.equals(folder)) {
                            Files.deleteIfExists(visited);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
