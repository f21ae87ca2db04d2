package org.carrel.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds out what is to be imported; see {@link ModelSource}. */
final class SourceDetection {

    static final String SUPPORTED =
            "a GGUF file, a folder with config.json, tokenizer.json and safetensors, a LoRA adapter"
                    + " with adapter_config.json and safetensors, or a folder with an ONNX model and"
                    + " tokenizer.json can be imported";

    private static final List<String> DESCRIBING =
            List.of(
                    "config.json",
                    "generation_config.json",
                    "tokenizer.json",
                    "tokenizer_config.json",
                    "special_tokens_map.json",
                    "chat_template.jinja",
                    "model.safetensors.index.json",
                    "README.md");

    private SourceDetection() {}

    static ModelSource of(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return ofFolder(SourceFolder.read(path));
        }
        requireFile(path);
        return switch (FileKind.of(path)) {
            case GGUF -> new ModelSource.Gguf(List.of(path));
            case SAFETENSORS, ONNX ->
                    throw new ImportRefusedException(
                            path
                                    + " is one file of a model; name the folder that also holds its"
                                    + " tokenizer");
            case PICKLE -> throw pickle(path);
            case OLD_GGML -> throw unsupported(path + " is in a form older than GGUF");
            case HDF5 -> throw unsupported(path + " is an HDF5 file");
            case EMPTY -> throw unsupported(path + " is empty");
            case OTHER -> throw unsupported(path + " is no model file that is known");
        };
    }

    static ModelSource ofParts(List<Path> parts) throws IOException {
        for (Path part : parts) {
            requireFile(part);
        }
        if (parts.isEmpty() || FileKind.of(parts.getFirst()) != FileKind.GGUF) {
            throw new ImportRefusedException(
                    "the first of several files is not the beginning of a GGUF file");
        }
        return new ModelSource.Gguf(parts);
    }

    static ModelSource ofAdapter(Path path, Path base) throws IOException {
        if (!Files.isDirectory(path)) {
            throw new ImportRefusedException("an adapter is a folder, which " + path + " is not");
        }
        SourceFolder folder = SourceFolder.read(path);
        Optional<Path> configuration = folder.named("adapter_config.json");
        if (configuration.isEmpty()) {
            throw new ImportRefusedException(
                    path + " has no adapter_config.json; only an adapter has a base");
        }
        List<Path> weights = folder.of(FileKind.SAFETENSORS);
        if (weights.size() != 1) {
            throw new ImportRefusedException(
                    "an adapter has one safetensors file, %s has %d"
                            .formatted(path, weights.size()));
        }
        return new ModelSource.Adapter(configuration.get(), weights.getFirst(), ofBase(base));
    }

    private static ModelSource ofBase(Path base) throws IOException {
        if (Files.isRegularFile(base.resolve(ImportedModel.MANIFEST))) {
            throw new ImportRefusedException(
                    base
                            + " is an imported model, whose weights are quantised already: merging"
                            + " would add a second loss; name what it was imported from");
        }
        ModelSource source = of(base);
        if (source instanceof ModelSource.Onnx) {
            throw new ImportRefusedException("an adapter cannot be merged into an ONNX model");
        }
        return source;
    }

    private static ModelSource ofFolder(SourceFolder folder) throws IOException {
        List<Path> gguf = folder.of(FileKind.GGUF);
        List<Path> safetensors = folder.of(FileKind.SAFETENSORS);
        List<Path> onnx = folder.of(FileKind.ONNX);
        boolean adapter = folder.named("adapter_config.json").isPresent();
        int kinds = gguf.size() + onnx.size() + (safetensors.isEmpty() ? 0 : 1) + (adapter ? 1 : 0);
        if (adapter && kinds <= 2 && gguf.isEmpty() && onnx.isEmpty()) {
            throw new ImportRefusedException(
                    folder.path() + " holds an adapter; name its base model too");
        }
        if (kinds > 1) {
            throw new ImportRefusedException(
                    "%s holds more than one model (%s); name one or move the others away"
                            .formatted(folder.path(), folder.listed()));
        }
        if (!gguf.isEmpty()) {
            return new ModelSource.Gguf(gguf);
        }
        if (!onnx.isEmpty()) {
            return ofOnnx(folder, onnx.getFirst());
        }
        if (!safetensors.isEmpty()) {
            return ofSafetensors(folder, safetensors);
        }
        throw unsupported(
                folder.isEmpty()
                        ? folder.path() + " is empty"
                        : folder.path() + " holds no model that is known: " + folder.listed());
    }

    private static ModelSource ofOnnx(SourceFolder folder, Path model) throws IOException {
        Path tokenizer =
                folder.named("tokenizer.json")
                        .orElseThrow(() -> missing(folder, "tokenizer.json", "the ONNX model"));
        return new ModelSource.Onnx(model, tokenizer, folder.named(OnnxImport.ENCODING));
    }

    private static ModelSource ofSafetensors(SourceFolder folder, List<Path> weights)
            throws IOException {
        for (String needed : List.of("config.json", "tokenizer.json", "tokenizer_config.json")) {
            if (folder.named(needed).isEmpty()) {
                throw missing(folder, needed, "the safetensors");
            }
        }
        if (weights.size() > 1 && folder.named("model.safetensors.index.json").isEmpty()) {
            throw new ImportRefusedException(
                    "%s holds %d safetensors files and no model.safetensors.index.json: %s"
                            .formatted(
                                    folder.path(),
                                    weights.size(),
                                    weights.stream()
                                            .map(file -> String.valueOf(file.getFileName()))
                                            .limit(5)
                                            .collect(Collectors.joining(", "))));
        }
        List<Path> others =
                DESCRIBING.stream().flatMap(name -> folder.named(name).stream()).toList();
        return new ModelSource.HuggingFace(folder.path(), weights, others);
    }

    private static ImportRefusedException missing(SourceFolder folder, String name, String beside) {
        return new ImportRefusedException(folder.path() + " has no " + name + " beside " + beside);
    }

    static ImportRefusedException pickle(Path path) {
        return new ImportRefusedException(
                path
                        + " is a Python pickle or a PyTorch archive, which runs code when it is"
                        + " opened; "
                        + SUPPORTED);
    }

    private static ImportRefusedException unsupported(String what) {
        return new ImportRefusedException(what + "; " + SUPPORTED);
    }

    private static void requireFile(Path path) throws ImportRefusedException {
        if (!Files.isRegularFile(path)) {
            throw new ImportRefusedException("no file or folder at " + path);
        }
    }
}
