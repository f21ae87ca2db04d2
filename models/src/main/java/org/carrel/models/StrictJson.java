package org.carrel.models;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * JSON of strangers: of bounded size, and refused when an object has a name twice, since readers
 * differ over which of the two counts.
 */
final class StrictJson {

    static final JsonFactory FACTORY =
            JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private static final int MOST_BYTES = 8 << 20;

    private static final ObjectMapper JSON =
            new ObjectMapper(FACTORY).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private StrictJson() {}

    /**
     * Reads a file that holds one object.
     *
     * @throws ImportRefusedException when it does not, or is too large
     */
    static ObjectNode read(Path file) throws IOException {
        return read(file, MOST_BYTES);
    }

    static ObjectNode read(Path file, int mostBytes) throws IOException {
        requireSize(file, mostBytes);
        try {
            JsonNode root = JSON.readTree(Files.readAllBytes(file));
            if (root instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw malformed(file);
        }
        throw malformed(file);
    }

    static void requireSize(Path file, long most) throws IOException {
        if (Files.size(file) > most) {
            throw new ImportRefusedException(
                    "%s has %d bytes, more than %d"
                            .formatted(file.getFileName(), Files.size(file), most));
        }
    }

    static ImportRefusedException malformed(Path file) {
        return new ImportRefusedException(
                file.getFileName() + " is no JSON object, or has a name twice");
    }
}
