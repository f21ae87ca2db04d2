package org.carrel.models.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.carrel.models.ImportRefusedException;
import org.carrel.models.ImportedModel.StoredFile;
import org.carrel.models.trust.PublishedManifest.PublishedFile;

/** A manifest and the signature over its bytes, as they lie beside a model's files. */
public final class SignedManifest {

    /** The manifest's name in a model's folder. */
    public static final String FOLDER_NAME = "model-manifest.json";

    /** After a model file's name, for one that lies alone. */
    public static final String FILE_SUFFIX = ".manifest.json";

    static final String SIGNATURE_SUFFIX = ".sig";

    private static final int MOST_MANIFEST_BYTES = 1 << 20;
    private static final int SIGNATURE_BYTES = 64;

    private final PublishedManifest manifest;
    private final byte[] bytes;
    private final byte[] signature;

    private SignedManifest(byte[] bytes, byte[] signature) throws IOException {
        this.manifest = PublishedManifest.parse(bytes);
        this.bytes = bytes;
        this.signature = signature;
    }

    /** Whether there is a manifest beside a model, whatever is in it. */
    public static boolean isBeside(Path source) {
        return Files.exists(path(source));
    }

    /**
     * The manifest beside a model; empty if there is none.
     *
     * @param source folder of the model, or its only file
     * @throws ImportRefusedException if there is one without a signature, or either is malformed
     */
    public static Optional<SignedManifest> beside(Path source) throws IOException {
        Path file = path(source);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Path signature = file.resolveSibling(file.getFileName() + SIGNATURE_SUFFIX);
        if (!Files.isRegularFile(signature)) {
            throw new ImportRefusedException("the model's manifest is not signed");
        }
        byte[] signed = read(signature, SIGNATURE_BYTES);
        if (signed.length != SIGNATURE_BYTES) {
            throw new ImportRefusedException("the signature is not one of Ed25519");
        }
        return Optional.of(new SignedManifest(read(file, MOST_MANIFEST_BYTES), signed));
    }

    /** What was signed. */
    public PublishedManifest manifest() {
        return manifest;
    }

    /** The bytes that were signed. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The first of the keys that the signature is by. */
    public Optional<TrustedKey> signer(Collection<TrustedKey> keys) {
        return keys.stream().filter(key -> key.verifies(bytes, signature)).findFirst();
    }

    /**
     * @param read the files that a model was made from
     * @throws ImportRefusedException if they are not those of the manifest, all of them and no
     *     other; the message names the first that is not
     */
    public void requireFiles(List<StoredFile> read) throws ImportRefusedException {
        List<PublishedFile> found =
                read.stream().map(each -> new PublishedFile(each.name(), each.sha256())).toList();
        for (PublishedFile file : found) {
            if (!manifest.files().contains(file)) {
                throw new ImportRefusedException(
                        file.name() + " is not the file that the manifest vouches for");
            }
        }
        for (PublishedFile file : manifest.files()) {
            if (!found.contains(file)) {
                throw new ImportRefusedException(
                        file.name() + " is in the manifest and not among the model's files");
            }
        }
    }

    private static Path path(Path source) {
        return Files.isDirectory(source)
                ? source.resolve(FOLDER_NAME)
                : source.resolveSibling(source.getFileName() + FILE_SUFFIX);
    }

    private static byte[] read(Path file, int most) throws IOException {
        try (var in = Files.newInputStream(file)) {
            byte[] read = in.readNBytes(most + 1);
            if (read.length > most) {
                throw new ImportRefusedException(file.getFileName() + " is too large");
            }
            return read;
        }
    }
}
