package org.carrel.model;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.carrel.models.trust.SignedManifest;
import org.carrel.problem.Problems;

/** The folder that models are imported from. What lies in it is trusted with nothing. */
@ApplicationScoped
class Incoming {

    private static final int MOST = 200;
    private static final int DEPTH = 3;

    private final Path folder;

    Incoming(ModelConfig config) {
        this.folder = config.incoming();
    }

    /**
     * Something that may be a model.
     *
     * @param path below the folder
     * @param bytes of the file, or of the files in the folder
     * @param manifest whether a publisher's manifest lies with it
     */
    record Candidate(String path, long bytes, boolean manifest) {}

    /** Files and folders right in the folder, 200 at most. */
    List<Candidate> list() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(Incoming::mayBeAModel)
                    .sorted()
                    .limit(MOST)
                    .map(each ->
                            new Candidate(
                                    String.valueOf(each.getFileName()),
                                    bytes(each),
                                    SignedManifest.isBeside(each)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param path below the folder, as {@link #list} gave it
     * @throws org.carrel.problem.ProblemException not-found if there is nothing, or if it lies
     *     elsewhere
     */
    Path find(String path) {
        try {
            Path root = folder.toRealPath();
            Path found = root.resolve(path).toRealPath();
            if (found.startsWith(root) && !found.equals(root)) {
                return found;
            }
        } catch (IOException | InvalidPathException e) {
            // Said below, the same for whatever is wrong with it.
        }
        throw Problems.notFound("file among the incoming models");
    }

    private static boolean mayBeAModel(Path path) {
        String name = String.valueOf(path.getFileName());
        return !name.startsWith(".")
                && !name.endsWith(SignedManifest.FILE_SUFFIX)
                && !name.endsWith(SignedManifest.FILE_SUFFIX + ".sig")
                && (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                        || Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS));
    }

    private static long bytes(Path path) {
        try (Stream<Path> files = Files.walk(path, DEPTH)) {
            return files.filter(Files::isRegularFile).mapToLong(Incoming::size).sum();
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }
}
