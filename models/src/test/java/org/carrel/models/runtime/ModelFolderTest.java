package org.carrel.models.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFolderTest {

    private static final SmallModel MODEL = SmallModel.random(256, 8, 4, 256, 64, new Random(1));

    @TempDir private Path folder;

    @BeforeEach
    void write() throws IOException {
        MODEL.write(folder, SmallModel.Form.BF16);
    }

    @Test
    void describesTheModel() {
        ModelFolder model = ModelFolder.read(folder);
        assertEquals("small", model.description().name());
        assertEquals("ab".repeat(32), model.description().sha256());
        assertEquals(64, model.description().contextLength());
        assertEquals(SmallVocabulary.BEGIN, model.beginToken());
        assertEquals(List.of(SmallVocabulary.END), model.endTokens());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "manifest.json",
                "config.json",
                "tokenizer.json",
                "tokenizer_config.json",
                "model.safetensors"
            })
    void namesTheMissingFile(String file) throws IOException {
        Files.delete(folder.resolve(file));
        assertRefused(file);
    }

    @ParameterizedTest
    @CsvSource({"hidden_size, 240", "intermediate_size, 200"})
    void refusesSizesThatAreNotComputed(String field, int size) throws IOException {
        ObjectNode config = MODEL.config();
        config.put(field, size);
        Files.writeString(folder.resolve("config.json"), config.toString());
        assertRefused("is not a multiple of 32");
    }

    @Test
    void refusesOtherArchitectures() throws IOException {
        Files.writeString(
                folder.resolve("config.json"), MODEL.config().put("model_type", "bert").toString());
        assertRefused("bert");
    }

    @Test
    void refusesAModelOfUnknownOrigin() throws IOException {
        Files.writeString(folder.resolve("manifest.json"), "{\"name\": \"small\"}");
        assertRefused("sourceSha256");
    }

    @Test
    void refusesAFileThatIsNotTheImportedOne() throws IOException {
        Files.writeString(
                folder.resolve("manifest.json"),
                """
                {"name": "small", "sourceSha256": "%s",
                 "files": [{"name": "config.json", "sha256": "%s"}]}\
                """
                        .formatted("ab".repeat(32), "cd".repeat(32)));
        assertRefused("config.json");
    }

    private void assertRefused(String part) {
        String message =
                String.valueOf(
                        assertThrows(UnusableModelException.class, () -> ModelFolder.read(folder))
                                .getMessage());
        assertTrue(message.contains(part), message);
    }
}
