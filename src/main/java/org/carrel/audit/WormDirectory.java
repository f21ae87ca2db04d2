package org.carrel.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.carrel.compliance.note.SignedNote;

/**
 * A folder of checkpoints that only grows: {@code 0000000000001000.checkpoint}, by their sizes.
 * Meant for storage that writes once, where nobody here can take a signed state back.
 */
final class WormDirectory {

    private static final String SUFFIX = ".checkpoint";

    private final Path folder;

    WormDirectory(Path folder) {
        this.folder = folder;
    }

    /** Size of the newest checkpoint there; 0 for none. */
    long newest() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.matches("[0-9]{16}\\" + SUFFIX))
                    .mapToLong(name -> Long.parseLong(name.substring(0, 16)))
                    .max()
                    .orElse(0);
        }
    }

    SignedNote read(long size) throws IOException {
        return SignedNote.parse(Files.readAllBytes(file(size)));
    }

    /**
     * Writes a checkpoint, durable on return. One that is there stays as it is.
     *
     * @throws IOException also when another state of this size is there
     */
    void write(SignedNote note) throws IOException {
        long size = note.checkpoint().size();
        try (FileChannel channel =
                FileChannel.open(
                        file(size),
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
            channel.write(ByteBuffer.wrap(note.encode()));
            channel.force(true);
        } catch (FileAlreadyExistsException e) {
            if (!read(size).text().equals(note.text())) {
                throw new IOException("another log of " + size + " entries was signed before", e);
            }
        }
    }

    private Path file(long size) {
        return folder.resolve(String.format(Locale.ROOT, "%016d%s", size, SUFFIX));
    }
}
