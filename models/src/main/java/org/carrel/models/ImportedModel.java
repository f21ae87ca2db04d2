package org.carrel.models;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What an imported folder says about itself, in its {@code manifest.json}.
 *
 * @param name of the model
 * @param version of the manifest that it was imported by; {@code unpinned} without one
 * @param licence SPDX identifier, or what the model's files say
 * @param contextLength in tokens
 * @param form of the weights
 * @param sourceSha256 of the source file, lower-case hexadecimal; of several files, of the sorted
 *     lines {@code sha256 name}, each with its line feed
 * @param files all others in the folder
 * @param intendedUse what it is for
 * @param limits what it cannot do
 * @param facts what the import found out
 */
public record ImportedModel(
        String name,
        String version,
        String licence,
        int contextLength,
        String form,
        String sourceSha256,
        List<StoredFile> files,
        String intendedUse,
        List<String> limits,
        ModelFacts facts) {

    /** Name of the description in an imported folder. */
    public static final String MANIFEST = "manifest.json";

    static final String FORM = "carrel-q4";

    /** Weights as Jlama reads them; such folders were written before and still run. */
    static final String OLDER_FORM = "jlama-q4";

    static final List<String> FILES =
            List.of("config.json", "tokenizer.json", "tokenizer_config.json", "model.safetensors");

    static final String ONNX = "onnx";
    static final List<String> ONNX_FILES = List.of("model.onnx", "tokenizer.json");

    static final String ENCODER = "onnx-encoder";
    static final List<String> ENCODER_FILES =
            List.of("model.onnx", "tokenizer.json", OnnxImport.ENCODING);

    private static final long MOST_MANIFEST_BYTES = 1 << 20;

    /** One file: its name in the folder, its bytes and their SHA-256. */
    public record StoredFile(String name, long bytes, String sha256) {}

    public ImportedModel {
        files = List.copyOf(files);
        limits = List.copyOf(limits);
    }

    /** The folder's description, or empty when there is no readable one. */
    public static Optional<ImportedModel> read(Path folder) throws IOException {
        Path file = folder.resolve(MANIFEST);
        if (!Files.isRegularFile(file) || Files.size(file) > MOST_MANIFEST_BYTES) {
            return Optional.empty();
        }
        ObjectMapper json =
                new ObjectMapper()
                        .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                        .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);
        try {
            JsonNode root = json.readTree(file.toFile());
            if (root instanceof ObjectNode old && !old.has("facts")) {
                old.set("facts", json.valueToTree(ModelFacts.UNKNOWN));
            }
            return Optional.ofNullable(json.treeToValue(root, ImportedModel.class));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /**
     * Names a folder as it was imported, since its description holds the hashes of all its files.
     *
     * @return SHA-256 of the description, lower-case hexadecimal
     */
    public static String descriptionSha256(Path folder) throws IOException {
        return Sha256.of(folder.resolve(MANIFEST), bytes -> {});
    }

    /** Writes the description of a folder, whose files are hashed, and forces it to the disk. */
    void writeWithFiles(Path folder, ImportProgress progress) throws IOException {
        Path file = folder.resolve(MANIFEST);
        new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValue(file.toFile(), withFiles(expectedFiles(), folder, progress));
        ModelConversion.force(file);
        ModelConversion.force(folder);
    }

    /** Whether it makes vectors of texts. */
    public boolean makesVectors() {
        return form.equals(ENCODER);
    }

    /** Whether it writes text; otherwise it is an encoder or a cross-encoder. */
    public boolean writesText() {
        return form.equals(FORM) || form.equals(OLDER_FORM);
    }

    /** What the audit log records of this model. */
    public ModelDescription description() {
        return new ModelDescription(name, sourceSha256, contextLength);
    }

    /** The same with the files of a folder, which are read and hashed. */
    private ImportedModel withFiles(List<String> names, Path folder, ImportProgress progress)
            throws IOException {
        List<Path> paths = names.stream().map(folder::resolve).toList();
        List<StoredFile> stored = HashedFiles.of(paths, ImportProgress.Stage.WRITE, progress);
        return new ImportedModel(
                name,
                version,
                licence,
                contextLength,
                form,
                sourceSha256,
                stored,
                intendedUse,
                limits,
                facts);
    }

    private List<String> expectedFiles() {
        return switch (form) {
            case FORM, OLDER_FORM -> FILES;
            case ONNX -> ONNX_FILES;
            case ENCODER -> ENCODER_FILES;
            default -> List.of("a file of a form that is not known");
        };
    }

    /**
     * Whether the folder still holds what was imported.
     *
     * @param thoroughly also compares the SHA-256 of every file, which reads them all
     */
    public boolean intact(Path folder, boolean thoroughly) throws IOException {
        if (!files.stream().map(StoredFile::name).toList().equals(expectedFiles())) {
            return false;
        }
        for (StoredFile stored : files) {
            Path file = folder.resolve(stored.name());
            if (!Files.isRegularFile(file) || Files.size(file) != stored.bytes()) {
                return false;
            }
            if (thoroughly && !Sha256.of(file, bytes -> {}).equals(stored.sha256())) {
                return false;
            }
        }
        return true;
    }
}
