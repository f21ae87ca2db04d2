package org.carrel.models.runtime;

import static org.carrel.models.onnx.OnnxBuilder.encoder;
import static org.carrel.models.onnx.OnnxBuilder.model;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.carrel.models.EmbeddingModel;
import org.carrel.models.ModelDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encoders of a folder: the weights that come with Carrel, used in another way, and a toy. */
class OnnxEmbeddingModelTest {

    private static final String SHIPPED = "/bge-small-en-v1.5-q.onnx";
    private static final String TOKENIZER = "/bge-small-en-v1.5-q-tokenizer.json";

    @TempDir private Path folder;
    @TempDir private Path work;

    @Test
    void theFirstTokenIsWhatTheShippedModelTakes() throws IOException {
        copy(SHIPPED, "model.onnx");
        say("first", "Represent this sentence for searching relevant passages: ");
        try (EmbeddingModel own = open();
                EmbeddingModel shipped = Models.openEmbeddingModel(settings())) {
            assertArrayEquals(shipped.embedQuery("Who pays?"), own.embedQuery("Who pays?"));
            assertArrayEquals(
                    shipped.embedPassages(List.of("The tenant pays.")).getFirst(),
                    own.embedPassages(List.of("The tenant pays.")).getFirst());
        }
    }

    @Test
    void theMeanIsOfAllTokens() throws IOException {
        Files.write(folder.resolve("model.onnx"), model(encoder(5, "input_ids")).toBytes());
        say("mean", "");
        try (EmbeddingModel toy = open()) {
            assertEquals(5, toy.dimensions());
            float[] each = new float[5];
            Arrays.fill(each, (float) (1 / Math.sqrt(5)));
            assertArrayEquals(each, toy.embedQuery("Who pays?"), 1e-6f);
        }
    }

    @Test
    void theMeanIsAnotherVectorThanTheFirst() throws IOException {
        copy(SHIPPED, "model.onnx");
        say("mean", "");
        float[] mean;
        try (EmbeddingModel model = open()) {
            mean = model.embedQuery("Who pays?");
        }
        say("first", "");
        try (EmbeddingModel model = open()) {
            assertFalse(Arrays.equals(mean, model.embedQuery("Who pays?")));
        }
    }

    private EmbeddingModel open() throws IOException {
        copy(TOKENIZER, "tokenizer.json");
        return Models.openEmbeddingModel(
                folder, new ModelDescription("own", "0", TokenSession.CONTEXT), settings());
    }

    private void say(String pooling, String question) throws IOException {
        Files.writeString(
                folder.resolve("encoder.json"),
                "{\"pooling\":\"%s\",\"question\":\"%s\",\"passage\":\"\"}"
                        .formatted(pooling, question));
    }

    private void copy(String resource, String name) throws IOException {
        try (InputStream in = OnnxEmbeddingModelTest.class.getResourceAsStream(resource)) {
            Files.write(folder.resolve(name), in.readAllBytes());
        }
    }

    private RuntimeSettings settings() {
        return new RuntimeSettings(work, 1, 1, 1);
    }
}
