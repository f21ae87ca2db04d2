package org.carrel.models;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tokens of a {@code tokenizer.json}, checked against the model's number of them. */
final class TokenizerVocabulary {

    private final int size;
    private final Map<String, Integer> ids = new HashMap<>();
    private final Map<Integer, String> texts = new HashMap<>();
    private String first = "";

    private TokenizerVocabulary(int size) {
        this.size = size;
    }

    /**
     * Reads the file.
     *
     * @param size rows of the model's embedding
     * @throws ImportRefusedException when the tokenizer is of another kind than byte pairs,
     *     malformed, or another model's
     */
    static TokenizerVocabulary read(Path file, int size) throws IOException {
        TokenizerVocabulary vocabulary = new TokenizerVocabulary(size);
        new TokenizerReader(file, vocabulary).read();
        // Embeddings are padded to a round number; more than a tenth is another model's.
        if (vocabulary.ids.size() < size - size / 10) {
            throw new ImportRefusedException(
                    "the tokenizer has %d tokens and the model's vocabulary %d: they do not belong"
                                    .formatted(vocabulary.ids.size(), size)
                            + " together");
        }
        return vocabulary;
    }

    /**
     * Adds a token.
     *
     * @throws ImportRefusedException when it is out of the vocabulary or contradicts another
     */
    void add(String text, long id) throws ImportRefusedException {
        if (id < 0 || id >= size) {
            throw new ImportRefusedException(
                    "the tokenizer has a token %d, but the model's vocabulary ends at %d"
                            .formatted(id, size - 1));
        }
        @Nullable Integer number = ids.putIfAbsent(text, (int) id);
        @Nullable String other = texts.putIfAbsent((int) id, text);
        if (number != null && number != id || other != null && !other.equals(text)) {
            throw new ImportRefusedException("two tokens of the tokenizer are number " + id);
        }
    }

    /** Notes the token that the tokenizer itself puts first. */
    void first(String text) {
        first = text;
    }

    boolean has(String text) {
        return ids.containsKey(text);
    }

    /** Whether the tokenizer itself puts that token first. */
    boolean begins(String text) {
        return !text.isEmpty() && first.equals(text);
    }

    int id(String text) throws ImportRefusedException {
        @Nullable Integer id = ids.get(text);
        if (id == null) {
            throw new ImportRefusedException(
                    "tokenizer_config.json names a special token that the tokenizer does not have");
        }
        return id;
    }

    String text(int id) throws ImportRefusedException {
        @Nullable String text = texts.get(id);
        if (text == null) {
            throw new ImportRefusedException("token " + id + " has no text in the tokenizer");
        }
        return text;
    }

    /** The number of a special token, which must be one of the vocabulary with a text. */
    int require(JsonNode id) throws ImportRefusedException {
        if (!id.isIntegralNumber() || !id.canConvertToInt()) {
            throw new ImportRefusedException("a special token's number is not whole");
        }
        text(id.intValue());
        return id.intValue();
    }
}
