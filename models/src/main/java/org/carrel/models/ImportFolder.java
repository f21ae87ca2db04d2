package org.carrel.models;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The place of one model on the disk, held by one import at a time.
 *
 * <p>Work happens in a sibling folder that ends in {@code .partial}; only a finished one gets the
 * model's name, by one rename. Whatever an import that died has left is removed by the next. The
 * lock is the operating system's, so it dies with its process; its empty file stays.
 */
final class ImportFolder implements AutoCloseable {

    private static final FileAttribute<?> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final FileChannel lockFile;
    private final Path models;
    private final String name;

    private ImportFolder(FileChannel lockFile, Path models, String name) {
        this.lockFile = lockFile;
        this.models = models;
        this.name = name;
    }

    /**
     * Takes the place.
     *
     * @throws ImportRefusedException when another import holds it
     */
    static ImportFolder lock(Path models, String name) throws IOException {
        Files.createDirectories(models, PRIVATE);
        FileChannel channel =
                FileChannel.open(
                        models.resolve("." + name + ".lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        if (!locked(channel)) {
            channel.close();
            throw new ImportRefusedException("another import of " + name + " is running");
        }
        return new ImportFolder(channel, models, name);
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            @Nullable FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // another import in this very process
        }
    }

    /** Where the finished model lies. */
    Path finished() {
        return models.resolve(name);
    }

    /**
     * Lets {@code work} fill a new folder, which gets the model's name when it is done. A damaged
     * model in its place is removed. Whatever goes wrong, no part of the new one stays.
     *
     * @return where the finished model lies
     */
    Path build(Work work) throws IOException {
        try {
            work.fill(begin());
            delete(finished());
            Files.move(partial(), finished(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException e) {
            discard();
            throw e;
        }
        ModelConversion.force(models);
        return finished();
    }

    /** Makes a model. */
    interface Work {

        /**
         * @param partial an empty folder
         */
        void fill(Path partial) throws IOException;
    }

    /** A new, empty folder to work in; an older one is removed. */
    Path begin() throws IOException {
        discard();
        return Files.createDirectory(partial(), PRIVATE);
    }

    /** Removes the partial folder, if there is one. */
    void discard() throws IOException {
        delete(partial());
    }

    private Path partial() {
        return models.resolve(name + ".partial");
    }

    /** Removes a folder with all that is in it, if it is there. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path visited, @Nullable IOException failure) throws IOException {
                        if (failure != null) {
                            throw failure;
                        }
                        Files.delete(visited);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    /** Releases the place. */
    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}
