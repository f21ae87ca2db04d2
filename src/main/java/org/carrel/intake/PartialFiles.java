package org.carrel.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/** What has come of unfinished uploads: one plain file each, for this user alone. */
@ApplicationScoped
class PartialFiles {

    private static final Set<StandardOpenOption> WRITE =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    private static final String SUFFIX = ".part";
    private static final int BUFFER_BYTES = 64 * 1024;

    /** At most this much is sent again after a kill. */
    private static final long BYTES_BETWEEN_SYNCS = 8L * 1024 * 1024;

    private final Path folder;

    PartialFiles(IntakeConfig config) {
        this.folder = config.uploadFolder();
    }

    Path path(UUID upload) {
        return folder.resolve(upload + SUFFIX);
    }

    /** An upload's file, which nobody else has open for writing. */
    final class Held implements AutoCloseable {

        private final FileChannel file;

        private Held(FileChannel file) {
            this.file = file;
        }

        /** Bytes that the file has. */
        long size() throws IOException {
            return file.size();
        }

        /**
         * Writes from an offset on; what lay behind it is dropped.
         *
         * @param room most bytes to take
         * @param safe told, now and then and at the end, up to where all is on disk; also when the
         *     stream breaks
         * @return whether the stream held no more than there was room for
         */
        boolean append(long offset, long room, InputStream body, LongConsumer safe)
                throws IOException {
            file.truncate(offset);
            file.position(offset);
            long end = offset + room;
            long synced = offset;
            byte[] buffer = new byte[BUFFER_BYTES];
            try {
                for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                    if (file.position() + read > end) {
                        return false;
                    }
                    write(ByteBuffer.wrap(buffer, 0, read));
                    if (file.position() - synced >= BYTES_BETWEEN_SYNCS) {
                        synced = sync(safe);
                    }
                }
                return true;
            } finally {
                sync(safe);
            }
        }

        private void write(ByteBuffer bytes) throws IOException {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        }

        private long sync(LongConsumer safe) throws IOException {
            file.force(true);
            safe.accept(file.position());
            return file.position();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    /** Opens an upload's file, making it where missing; empty while somebody else has it open. */
    Optional<Held> hold(UUID upload) throws IOException {
        Files.createDirectories(folder, permissions("rwx------"));
        FileChannel file = FileChannel.open(path(upload), WRITE, permissions("rw-------"));
        try {
            FileLock lock = file.tryLock();
            if (lock != null) {
                return Optional.of(new Held(file));
            }
        } catch (OverlappingFileLockException e) {
            // By a thread of this server.
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
        file.close();
        return Optional.empty();
    }

    void delete(UUID upload) throws IOException {
        Files.deleteIfExists(path(upload));
    }

    /** Uploads of which there is a file that was last written before a time. */
    List<UUID> before(Instant time) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .filter(file -> file.toFile().lastModified() < time.toEpochMilli())
                    .map(file -> String.valueOf(file.getFileName()))
                    .map(name ->
                            UUID.fromString(name.substring(0, name.length() - SUFFIX.length())))
                    .toList();
        }
    }

    private static FileAttribute<?> permissions(String text) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
    }
}
