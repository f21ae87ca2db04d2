package org.carrel.models;

import static org.carrel.models.onnx.OnnxBuilder.encoder;
import static org.carrel.models.onnx.OnnxBuilder.model;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.carrel.models.onnx.OnnxBuilder.Message;
import org.carrel.models.runtime.TinyCrossEncoder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Toys through the importer and ONNX Runtime. */
class OnnxImportTest {

    @TempDir private Path folder;

    @BeforeEach
    void write() throws IOException {
        TinyCrossEncoder.write(source());
    }

    @Test
    void aCrossEncoderIsTakenAsItIs() throws IOException {
        Path made = run();
        ImportedModel model = ImportedModel.read(made).orElseThrow();
        assertEquals("onnx", model.form());
        assertEquals("cross-encoder", model.facts().architecture());
        assertEquals("ONNX, operators of version 11", model.facts().sourceForm());
        assertEquals(ModelFacts.NOT_STATED, model.licence());
        assertTrue(model.intact(made, true));
        assertEquals(Set.of("manifest.json", "model.onnx", "tokenizer.json"), names(made));
        assertArrayEquals(
                Files.readAllBytes(source().resolve("model.onnx")),
                Files.readAllBytes(made.resolve("model.onnx")));
        assertInstanceOf(
                ModelImport.Outcome.Present.class,
                ModelImport.unpinned(
                        "mine",
                        ModelSource.detect(source()),
                        folder.resolve("models"),
                        (stage, done, total) -> {}));
    }

    @Test
    void anEncoderGivesAVector() throws IOException {
        replace(model(encoder(3, "input_ids")).toBytes());
        say("{\"pooling\":\"mean\",\"question\":\"query: \",\"passage\":\"\"}");
        Path made = run();
        ImportedModel model = ImportedModel.read(made).orElseThrow();
        assertEquals("encoder", model.facts().architecture());
        assertTrue(model.makesVectors());
        assertTrue(model.intact(made, true));
        assertEquals(
                Set.of("encoder.json", "manifest.json", "model.onnx", "tokenizer.json"),
                names(made));
    }

    @Test
    void howAnEncoderMakesItsVectorMustBeSaid() throws IOException {
        replace(model(encoder(3, "input_ids")).toBytes());
        assertRefused("an encoder needs encoder.json");
        for (String unusable :
                new String[] {
                    "{\"pooling\":\"max\",\"question\":\"\",\"passage\":\"\"}",
                    "{\"pooling\":\"mean\",\"question\":\"\"}",
                    "{\"pooling\":\"mean\",\"question\":\"\",\"passage\":\"\",\"length\":3}",
                    "mean"
                }) {
            say(unusable);
            assertRefused("encoder.json of the encoder");
        }
    }

    @Test
    void aVectorOfTooManyNumbersIsRefused() throws IOException {
        replace(model(encoder(1_025, "input_ids")).toBytes());
        say("{\"pooling\":\"first\",\"question\":\"\",\"passage\":\"\"}");
        assertRefused("a vector of at most 1024 numbers");
    }

    private void say(String encoding) throws IOException {
        Files.writeString(source().resolve("encoder.json"), encoding);
    }

    @Test
    void whatIsNeitherIsRefused() throws IOException {
        replace(model(encoder(1, "input_ids")).toBytes());
        assertRefused("gives 5 numbers for a text");
        replace(model(encoder(3, "pixel_values")).toBytes());
        assertRefused("wants the input pixel_values");
    }

    @Test
    void whatOnnxRuntimeCannotRunIsRefused() throws IOException {
        var graph = encoder(3, "input_ids");
        var node = new Message().text(1, "input_ids").text(2, "unknown").text(4, "NoSuchOperator");
        replace(model(graph.message(1, node)).toBytes());
        assertRefused("ONNX Runtime cannot run the model");
    }

    @Test
    void aTokenizerThatCannotBeReadIsRefused() throws IOException {
        Files.writeString(source().resolve("tokenizer.json"), "{}");
        assertRefused("tokenizer.json of");
        Files.writeString(source().resolve("tokenizer.json"), "{\"a\":1,\"a\":2}");
        assertRefused("tokenizer.json is no JSON object, or has a name twice");
    }

    private void replace(byte[] onnx) throws IOException {
        Files.write(source().resolve("model.onnx"), onnx);
    }

    private Path source() {
        return folder.resolve("source");
    }

    private Path run() throws IOException {
        return ModelImport.unpinned(
                        "mine",
                        ModelSource.detect(source()),
                        folder.resolve("models"),
                        (stage, done, total) -> {})
                .folder();
    }

    private void assertRefused(String message) throws IOException {
        String actual =
                String.valueOf(assertThrows(ImportRefusedException.class, this::run).getMessage());
        assertTrue(actual.contains(message), () -> "message: " + actual);
        assertEquals(Set.of(".mine.lock"), names(folder.resolve("models")));
    }

    private static Set<String> names(Path directory) throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> entries = Files.list(directory)) {
            entries.forEach(entry -> names.add(String.valueOf(entry.getFileName())));
        }
        return names;
    }
}
