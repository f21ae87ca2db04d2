package org.carrel.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.carrel.models.ImportedModel.StoredFile;
import org.carrel.models.onnx.OnnxFile;
import org.carrel.models.runtime.Models;
import org.carrel.models.runtime.RuntimeSettings;
import org.carrel.models.runtime.UnusableModelException;

/** Takes an ONNX model as it is, once it has shown what it is. */
final class OnnxImport {

    /** How an encoder makes one vector of a text. */
    static final String ENCODING = "encoder.json";

    private static final int CONTEXT = 512;
    private static final long OTHER_FILES = 16L << 20;
    private static final int MOST_TOKENIZER_BYTES = 32 << 20;

    private final ModelSource.Onnx source;

    OnnxImport(ModelSource.Onnx source) {
        this.source = source;
    }

    /**
     * Copies the files into the folder, checks the copies and describes them.
     *
     * @param name of the model
     * @param hash that names the source
     * @throws ImportRefusedException when the model cannot be used
     */
    ImportedModel into(Path folder, String name, List<StoredFile> files, String hash)
            throws IOException {
        StrictJson.requireSize(source.tokenizer(), MOST_TOKENIZER_BYTES);
        FreeSpace.require(folder, Files.size(source.model()) + OTHER_FILES);
        Path model = Files.copy(source.model(), folder.resolve("model.onnx"));
        Path tokenizer = Files.copy(source.tokenizer(), folder.resolve("tokenizer.json"));
        OnnxFile read = OnnxFile.read(model);
        StrictJson.read(tokenizer, MOST_TOKENIZER_BYTES);
        String kind = OnnxTrial.of(model);
        boolean isEncoder = kind.equals(OnnxTrial.ENCODER);
        ModelConversion.force(model);
        ModelConversion.force(tokenizer);
        if (isEncoder) {
            ModelConversion.force(encoding(folder));
        }
        requireUse(folder, isEncoder);
        ModelCard card = ModelCard.read(source.model().resolveSibling("README.md"));
        return new ImportedModel(
                name,
                UnpinnedImport.VERSION,
                card.licence(),
                CONTEXT,
                isEncoder ? ImportedModel.ENCODER : ImportedModel.ONNX,
                hash,
                List.of(),
                ModelFacts.NOT_STATED,
                List.of(),
                new ModelFacts(
                        kind,
                        read.parameters(),
                        "ONNX, operators of version " + read.operators(),
                        card.base(),
                        files,
                        ModelFacts.Loss.NONE));
    }

    private Path encoding(Path folder) throws IOException {
        Path stated =
                source.encoding()
                        .orElseThrow(() ->
                                new ImportRefusedException(
                                        "an encoder needs "
                                                + ENCODING
                                                + ", which says how a text's vector is made of its"
                                                + " tokens' (docs/models.md)"));
        return Files.copy(stated, folder.resolve(ENCODING));
    }

    /** What the server opens, with the tokenizer, over a text or pair of the full length. */
    private static void requireUse(Path folder, boolean isEncoder) throws IOException {
        Path work = Files.createTempDirectory("carrel-import");
        var settings = new RuntimeSettings(work, 1, 1, 1);
        try {
            if (isEncoder) {
                var unnamed = new ModelDescription("source", "", CONTEXT);
                Models.openEmbeddingModel(folder, unnamed, settings).close();
            } else {
                Models.openReranker(folder, settings).close();
            }
        } catch (UnusableModelException e) {
            throw new ImportRefusedException(String.valueOf(e.getMessage()));
        } finally {
            ImportFolder.delete(work);
        }
    }
}
