package org.carrel.models;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Opens a source that is a language model. */
final class OpenedSource {

    private static final String JOINED = "source.gguf";

    private final Path partial;

    /**
     * @param partial where pieces of a file are joined
     */
    OpenedSource(Path partial) {
        this.partial = partial;
    }

    SourceModel open(ModelSource source) throws IOException {
        return open(source, TensorChange.NONE);
    }

    private SourceModel open(ModelSource source, TensorChange change) throws IOException {
        return switch (source) {
            case ModelSource.Gguf(List<Path> parts) when parts.size() == 1 ->
                    GgufModel.open(parts.getFirst(), change);
            case ModelSource.Gguf(List<Path> parts) -> GgufModel.open(joined(parts), change);
            case ModelSource.HuggingFace folder -> HuggingFaceModel.open(folder, change);
            case ModelSource.Adapter adapter -> adapted(adapter);
            case ModelSource.Onnx ignored ->
                    throw new IllegalArgumentException("an ONNX model is no language model");
        };
    }

    private SourceModel adapted(ModelSource.Adapter source) throws IOException {
        LoraAdapter adapter = LoraAdapter.open(source.configuration(), source.weights());
        try {
            SourceModel base = open(source.base(), adapter);
            if (base instanceof GgufModel gguf && gguf.isQuantised()) {
                base.close();
                throw new ImportRefusedException(
                        "the adapter's base is quantised (%s): what an adapter adds is smaller than"
                                        .formatted(gguf.stated().form())
                                + " what quantising lost; name a base in F32, F16 or BF16");
            }
            return new AdaptedModel(base, adapter);
        } catch (IOException | RuntimeException e) {
            adapter.close();
            throw e;
        }
    }

    private Path joined(List<Path> parts) throws IOException {
        long bytes = 0;
        for (Path part : parts) {
            bytes += Files.size(part);
        }
        FreeSpace.require(partial, bytes);
        Path joined = partial.resolve(JOINED);
        try (OutputStream out = Files.newOutputStream(joined, StandardOpenOption.CREATE_NEW)) {
            for (Path part : parts) {
                Files.copy(part, out);
            }
        }
        return joined;
    }

    /** Removes what was joined. */
    void discard() throws IOException {
        Files.deleteIfExists(partial.resolve(JOINED));
    }
}
