package org.carrel.models.runtime;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How an encoder makes one vector of a text, which its graph does not say: {@code encoder.json}.
 *
 * @param pooling of the tokens' vectors
 * @param question what the model was trained to see before a question; may be empty
 * @param passage what it was trained to see before a passage; may be empty
 */
record EncoderForm(Pooling pooling, String question, String passage) {

    static final String FILE = "encoder.json";

    private static final int MOST_CHARACTERS = 500;
    private static final long MOST_BYTES = 16 << 10;

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    /** Which of the tokens' vectors become the text's. */
    enum Pooling {
        /** That of the first token, {@code [CLS]}. */
        @JsonProperty("first")
        FIRST,
        /** The mean of all. */
        @JsonProperty("mean")
        MEAN
    }

    /**
     * Reads an imported folder's.
     *
     * @throws UnusableModelException when it is not there or says something else
     */
    static EncoderForm read(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
                throw unusable(folder, "is missing or too large");
            }
            EncoderForm form = JSON.readValue(Files.readAllBytes(file), EncoderForm.class);
            if (form.question.length() > MOST_CHARACTERS
                    || form.passage.length() > MOST_CHARACTERS) {
                throw unusable(folder, "has a text of over " + MOST_CHARACTERS + " characters");
            }
            return form;
        } catch (JacksonException e) {
            // Jackson's message quotes the input.
            throw unusable(
                    folder,
                    "is no object with pooling (first or mean), question and passage, and nothing"
                            + " else");
        } catch (IOException e) {
            throw new UnusableModelException(FILE + " of " + folder + " cannot be read", e);
        }
    }

    private static UnusableModelException unusable(Path folder, String what) {
        return new UnusableModelException(
                "%s of the encoder %s %s".formatted(FILE, folder.getFileName(), what));
    }
}
