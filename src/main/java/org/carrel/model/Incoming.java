package org.carrel.model;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.carrel.models.ImportRefusedException;
import org.carrel.models.trust.PublishedManifest;
import org.carrel.models.trust.SignedManifest;
import org.carrel.models.trust.TrustedKey;
import org.jspecify.annotations.Nullable;

/** The folder that models are imported from. What lies in it is trusted with nothing. */
@ApplicationScoped
class Incoming {

    private static final int MOST = 200;
    private static final int DEPTH = 3;
    private static final String UNREADABLE = "the model's manifest cannot be read";

    /** Why a manifest does not count. */
    static final String NO_KEY =
            "no accepted key signed the model's manifest, or it was changed after";

    private final Path folder;
    private final Keys keys;

    Incoming(ModelConfig config, Keys keys) {
        this.folder = config.incoming();
        this.keys = keys;
    }

    /**
     * Something that may be a model.
     *
     * @param path below the folder
     * @param bytes of the file, or of the files in the folder
     * @param manifest whether a publisher's manifest lies with it
     * @param stated what that manifest says, unless it cannot be used
     * @param key what the operator called the accepted key that signed it
     * @param fault why an import of it would be refused, as far as the manifest tells
     */
    record Candidate(
            String path,
            long bytes,
            boolean manifest,
            @Nullable Stated stated,
            @Nullable String key,
            @Nullable String fault) {}

    /** What a publisher calls a model. */
    record Stated(String name, String version, String licence) {}

    /** Where it is, on this machine. */
    String folder() {
        return folder.toString();
    }

    /** Files and folders right in the folder, 200 at most. */
    List<Candidate> list() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        Map<TrustedKey, String> accepted = keys.names();
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(Incoming::mayBeAModel)
                    .sorted()
                    .limit(MOST)
                    .map(each -> candidate(each, accepted))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What lies there; empty if there is nothing, or if it lies elsewhere.
     *
     * @param path below the folder, as {@link #list} gave it
     */
    Optional<Path> find(String path) {
        try {
            Path root = folder.toRealPath();
            Path found = root.resolve(path).toRealPath();
            return found.startsWith(root) && !found.equals(root)
                    ? Optional.of(found)
                    : Optional.empty();
        } catch (IOException | InvalidPathException e) {
            return Optional.empty(); // The same for whatever is wrong with it.
        }
    }

    private static Candidate candidate(Path path, Map<TrustedKey, String> accepted) {
        String name = String.valueOf(path.getFileName());
        try {
            Optional<SignedManifest> signed = SignedManifest.beside(path);
            if (signed.isEmpty()) {
                return new Candidate(name, bytes(path), false, null, null, null);
            }
            PublishedManifest manifest = signed.get().manifest();
            Optional<TrustedKey> signer = signed.get().signer(accepted.keySet());
            return new Candidate(
                    name,
                    bytes(path),
                    true,
                    new Stated(manifest.name(), manifest.version(), manifest.licence()),
                    signer.map(accepted::get).orElse(null),
                    signer.isPresent() ? null : NO_KEY);
        } catch (ImportRefusedException e) {
            return new Candidate(name, bytes(path), true, null, null, e.getMessage());
        } catch (IOException e) {
            return new Candidate(name, bytes(path), true, null, null, UNREADABLE);
        }
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
