package org.carrel.launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Stream;

/// Puts a model where the server imports from, and takes away again what it has put there.
final class IncomingModel implements AutoCloseable {
    private static final int DEPTH = 3;
    private static final int BUFFER = 1 << 20;

    /// What a publisher may lay beside a single file.
    private static final List<String> BESIDE = List.of("", ".manifest.json", ".manifest.json.sig");

    private final Path incoming;
    private final Deque<Path> made = new ConcurrentLinkedDeque<>();
    private final Thread hook = Thread.ofPlatform().name("clear").unstarted(this::clear);

    /// @param incoming the server's folder for it
    IncomingModel(Path incoming) {
        this.incoming = incoming.toAbsolutePath().normalize();
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /// Links a file or a folder of files into the server's folder, or copies it from another file
    /// system. What lies there already is left as it is.
    ///
    /// @return its path below the server's folder
    String bring(Path source, Steps.Step step) {
        try {
            Path from = source.toRealPath();
            Files.createDirectories(incoming);
            Path there = incoming.toRealPath();
            if (from.startsWith(there) && !from.equals(there)) {
                return there.relativize(from).toString();
            }
            Path target =
                    there.resolve(
                            String.valueOf(source.toAbsolutePath().normalize().getFileName()));
            if (Files.isDirectory(from)) {
                folder(from, target, step);
            } else {
                for (String more : BESIDE) {
                    Path file = from.resolveSibling(from.getFileName() + more);
                    if (Files.isRegularFile(file)) {
                        file(file, target.resolveSibling(target.getFileName() + more), step);
                    }
                }
            }
            return there.relativize(target).toString();
        } catch (IOException e) {
            throw new LaunchFailure("cannot bring " + source + " to " + incoming + ": " + e, e);
        }
    }

    private void folder(Path from, Path to, Steps.Step step) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(from, DEPTH)) {
            files = found.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            Path target = to.resolve(from.relativize(file).toString());
            folders(target.resolve("..").normalize());
            file(file, target, step);
        }
    }

    private void folders(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            folders(folder.resolve("..").normalize());
            Files.createDirectory(folder);
            made.push(folder);
        }
    }

    private void file(Path from, Path to, Steps.Step step) throws IOException {
        if (Files.exists(to)) {
            if (!Files.isSameFile(from, to) && Files.mismatch(from, to) >= 0) {
                throw new LaunchFailure("another " + to.getFileName() + " lies in " + incoming);
            }
            return;
        }
        made.push(to);
        try {
            Files.createLink(to, from.toRealPath());
        } catch (UnsupportedOperationException | IOException e) {
            copy(from, to, step); // From a disk that was mounted.
        }
    }

    private static void copy(Path from, Path to, Steps.Step step) throws IOException {
        long total = Files.size(from);
        long done = 0;
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(from);
                OutputStream out = Files.newOutputStream(to, StandardOpenOption.CREATE_NEW)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
                done += read;
                step.bytes(done, total);
            }
        }
    }

    private void clear() {
        try {
            while (!made.isEmpty()) {
                Files.deleteIfExists(made.pop());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clear " + incoming, e);
        }
    }

    @Override
    public void close() {
        clear();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It is running already.
        }
    }
}
