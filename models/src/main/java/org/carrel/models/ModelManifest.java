package org.carrel.models;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A model that Carrel knows how to import: where its bytes come from and what they must be.
 *
 * @param name folder name and identifier, lower-case
 * @param version of this description
 * @param licence SPDX identifier
 * @param contextLength in tokens, as the file must say
 * @param bytes of the joined file
 * @param sha256 of the joined file, lower-case hexadecimal
 * @param parts in the order in which they are joined
 * @param intendedUse what it is for
 * @param limits what it cannot do
 */
public record ModelManifest(
        String name,
        String version,
        String licence,
        int contextLength,
        long bytes,
        String sha256,
        List<Part> parts,
        String intendedUse,
        List<String> limits) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
    private static final long MOST_MANIFEST_BYTES = 1 << 20;

    /** Larger files are no model for one machine's processor. */
    private static final long MOST_BYTES = 64L << 30;

    /**
     * One file of a package on npm.
     *
     * @param npmPackage its name
     * @param npmVersion its exact version
     * @param path of the file inside the package
     * @param bytes of the file
     * @param sha256 of the file, lower-case hexadecimal
     */
    public record Part(
            String npmPackage, String npmVersion, String path, long bytes, String sha256) {}

    public ModelManifest {
        parts = List.copyOf(parts);
        limits = List.copyOf(limits);
    }

    /**
     * A shipped manifest by name, or one from a file.
     *
     * @param nameOrFile such as {@code tinyllama-1.1b-chat}, or a path that ends in {@code .json}
     * @throws ImportRefusedException when there is none or it is malformed
     */
    public static ModelManifest load(String nameOrFile) throws IOException {
        if (nameOrFile.endsWith(".json")) {
            Path file = Path.of(nameOrFile);
            if (!Files.isRegularFile(file) || Files.size(file) > MOST_MANIFEST_BYTES) {
                throw new ImportRefusedException("no manifest at " + nameOrFile);
            }
            try (InputStream in = Files.newInputStream(file)) {
                return parse(in, nameOrFile);
            }
        }
        if (!isName(nameOrFile)) {
            throw new ImportRefusedException("not a model name: " + nameOrFile);
        }
        String resource = "/manifests/" + nameOrFile + ".json";
        try (@Nullable InputStream in = ModelManifest.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new ImportRefusedException("no manifest is shipped for " + nameOrFile);
            }
            return parse(in, nameOrFile);
        }
    }

    /** Whether a model, and so its folder, can be called that. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    private static ModelManifest parse(InputStream in, String origin) throws IOException {
        try {
            ModelManifest manifest =
                    new ObjectMapper()
                            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                            .readValue(in, ModelManifest.class);
            manifest.check();
            return manifest;
        } catch (com.fasterxml.jackson.core.JacksonException | IllegalArgumentException e) {
            throw new ImportRefusedException("the manifest " + origin + " is malformed");
        }
    }

    /** The parts as the files that an import was made from. */
    List<ImportedModel.StoredFile> files() {
        return parts.stream()
                .map(part -> new ImportedModel.StoredFile(part.path(), part.bytes(), part.sha256()))
                .toList();
    }

    private void check() {
        require(isName(name));
        require(!parts.isEmpty() && parts.size() <= 64);
        require(bytes > 0 && bytes <= MOST_BYTES);
        requireHash(sha256);
        long sum = 0;
        for (Part part : parts) {
            require(part.bytes() > 0 && part.bytes() <= MOST_BYTES);
            requireHash(part.sha256());
            sum += part.bytes();
        }
        require(sum == bytes);
    }

    private static void requireHash(String hash) {
        require(HexFormat.of().parseHex(hash).length == 32 && !Pattern.matches(".*[A-F].*", hash));
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException();
        }
    }
}
