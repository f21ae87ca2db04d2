package org.carrel.models;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an imported folder says about itself, in its {@code manifest.json}.
 *
 * @param name of the model
 * @param version of the manifest that it was imported by
 * @param licence SPDX identifier
 * @param contextLength in tokens
 * @param form of the weights
 * @param sourceSha256 of the joined source file, lower-case hexadecimal
 * @param files all others in the folder
 * @param intendedUse what it is for
 * @param limits what it cannot do
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
        List<String> limits) {

    /** Name of the description in an imported folder. */
    public static final String MANIFEST = "manifest.json";

    static final String FORM = "jlama-q4";
    static final List<String> FILES =
            List.of("config.json", "tokenizer.json", "tokenizer_config.json", "model.safetensors");

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
        try {
            return Optional.of(
                    new ObjectMapper()
                            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                            .readValue(file.toFile(), ImportedModel.class));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** Describes the files of a folder, which are read and hashed. */
    static ImportedModel describe(ModelManifest source, Path folder, ImportProgress progress)
            throws IOException {
        long total = 0;
        for (String name : FILES) {
            total += Files.size(folder.resolve(name));
        }
        long all = total;
        List<StoredFile> stored = new ArrayList<>();
        long[] done = {0};
        for (String name : FILES) {
            Path file = folder.resolve(name);
            String hash =
                    Sha256.of(
                            file,
                            bytes -> {
                                done[0] += bytes;
                                progress.at(ImportProgress.Stage.WRITE, done[0], all);
                            });
            stored.add(new StoredFile(name, Files.size(file), hash));
        }
        return new ImportedModel(
                source.name(),
                source.version(),
                source.licence(),
                source.contextLength(),
                FORM,
                source.sha256(),
                stored,
                source.intendedUse(),
                source.limits());
    }

    void write(Path folder) throws IOException {
        new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValue(folder.resolve(MANIFEST).toFile(), this);
    }

    /** What the audit log records of this model. */
    public ModelDescription description() {
        return new ModelDescription(name, sourceSha256, contextLength);
    }

    /**
     * Whether the folder still holds what was imported.
     *
     * @param thoroughly also compares the SHA-256 of every file, which reads them all
     */
    public boolean intact(Path folder, boolean thoroughly) throws IOException {
        if (!form.equals(FORM) || !files.stream().map(StoredFile::name).toList().equals(FILES)) {
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
