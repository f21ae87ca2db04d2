package org.carrel.models;

import java.io.IOException;
import java.nio.file.Path;
import org.carrel.models.gguf.GgufFormatException;
import org.carrel.models.gguf.GgufMetadata;

/** The tokenizer in a GGUF file's metadata. */
interface GgufTokenizer {

    SourceModel.EndTokens endTokens();

    /** Writes {@code tokenizer.json} and {@code tokenizer_config.json}. */
    void write(Path folder, int context) throws IOException;

    /**
     * Reads the one that the file names.
     *
     * @throws GgufFormatException when its lists do not fit together
     * @throws ImportRefusedException when it is of a kind that is not known
     */
    static GgufTokenizer read(GgufMetadata metadata)
            throws GgufFormatException, ImportRefusedException {
        String kind = metadata.text("tokenizer.ggml.model");
        if (kind.equals("gpt2")) {
            return ByteLevelTokenizer.read(metadata);
        }
        Vocabulary vocabulary = Vocabulary.read(metadata);
        return new TokenizerFiles(
                vocabulary, TokenizerFiles.SpecialTokens.read(metadata, vocabulary));
    }
}
