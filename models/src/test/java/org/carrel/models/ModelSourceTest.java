package org.carrel.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found at a path, by content and not by name. */
class ModelSourceTest {

    private static final byte[] GGUF = bytes("GGUF\3\0\0\0and more than sixteen bytes");
    private static final byte[] SAFETENSORS = bytes("\2\0\0\0\0\0\0\0{}      ");
    private static final byte[] ONNX = bytes("\b\7\22\7pytorch\32\0052.1.0:\1\n");
    private static final byte[] ARCHIVE = bytes("PK\3\4 archive/data.pkl and the rest of it");
    private static final byte[] PICKLE = bytes("\u0080\2}q\0(X\f\0\0\0weights and others");
    private static final byte[] JSON = bytes("{}");

    @TempDir private Path folder;

    @Test
    void aGgufFileIsOneWhateverItIsCalled() throws IOException {
        Path file = write("weights.bin", GGUF);
        assertEquals(new ModelSource.Gguf(List.of(file)), ModelSource.detect(file));
        assertEquals(new ModelSource.Gguf(List.of(file)), ModelSource.detect(folder));
    }

    @Test
    void aHuggingFaceFolderHasConfigurationTokenizerAndWeights() throws IOException {
        hugging();
        ModelSource.HuggingFace found =
                assertInstanceOf(ModelSource.HuggingFace.class, ModelSource.detect(folder));
        assertEquals(List.of(folder.resolve("model.safetensors")), found.weights());
        assertEquals(4, found.files().size());
    }

    @Test
    void jsonThatLooksLikeSafetensorsIsJson() throws IOException {
        hugging();
        write("other.json", bytes("{\"abcd\":{\"and\":\"so on\"}}"));
        assertInstanceOf(ModelSource.HuggingFace.class, ModelSource.detect(folder));
    }

    @Test
    void safetensorsWithALyingBeginningAreStillThose() throws IOException {
        hugging();
        write(
                "model.safetensors",
                bytes("\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f{}      "));
        assertInstanceOf(ModelSource.HuggingFace.class, ModelSource.detect(folder));
    }

    @Test
    void anAdapterNeedsItsBase() throws IOException {
        Path base = Files.createDirectory(folder.resolve("base"));
        Files.write(base.resolve("b.gguf"), GGUF);
        write("adapter_config.json", JSON);
        write("adapter_model.safetensors", SAFETENSORS);
        assertRefused("holds an adapter; name its base", folder);
        ModelSource.Adapter found =
                assertInstanceOf(ModelSource.Adapter.class, ModelSource.detect(folder, base));
        assertInstanceOf(ModelSource.Gguf.class, found.base());
        assertEquals(3, found.files().size());
    }

    @Test
    void anImportedModelIsNoBase() throws IOException {
        Path base = Files.createDirectory(folder.resolve("base"));
        Files.write(base.resolve("manifest.json"), JSON);
        write("adapter_config.json", JSON);
        write("adapter_model.safetensors", SAFETENSORS);
        ImportRefusedException refusal =
                assertThrows(ImportRefusedException.class, () -> ModelSource.detect(folder, base));
        assertTrue(String.valueOf(refusal.getMessage()).contains("quantised already"));
    }

    @Test
    void anOnnxModelNeedsItsTokenizer() throws IOException {
        write("model.onnx", ONNX);
        assertRefused("has no tokenizer.json", folder);
        write("tokenizer.json", JSON);
        assertInstanceOf(ModelSource.Onnx.class, ModelSource.detect(folder));
    }

    @Test
    void aPickleIsRefusedWithTheReason() throws IOException {
        hugging();
        for (byte[] content : List.of(ARCHIVE, PICKLE, bytes("(lp0 plain text pickle"))) {
            Path file = write("pytorch_model.bin", content);
            assertRefused("runs code when it is opened", folder);
            assertRefused("runs code when it is opened", file);
        }
    }

    @Test
    void aPickleUnderAnotherNameIsRefused() throws IOException {
        hugging();
        write("model.safetensors", PICKLE);
        assertRefused("runs code when it is opened", folder);
    }

    @Test
    void twoModelsInOneFolderAreRefused() throws IOException {
        hugging();
        write("other.gguf", GGUF);
        assertRefused("holds more than one model", folder);
        Files.delete(folder.resolve("other.gguf"));
        write("model.onnx", ONNX);
        assertRefused("holds more than one model", folder);
        Files.delete(folder.resolve("model.onnx"));
        write("second.safetensors", SAFETENSORS);
        assertRefused("2 safetensors files and no model.safetensors.index.json", folder);
    }

    @Test
    void twoGgufFilesInOneFolderAreRefused() throws IOException {
        write("a.gguf", GGUF);
        write("b.gguf", GGUF);
        assertRefused("holds more than one model (a.gguf, b.gguf)", folder);
    }

    @Test
    void aLinkOutOfTheFolderIsRefused() throws IOException {
        Path outside = Files.write(folder.resolve("outside"), GGUF);
        Path inner = Files.createDirectory(folder.resolve("inner"));
        Files.createSymbolicLink(inner.resolve("model.gguf"), outside);
        assertRefused("leads out of the folder", inner);
        Files.delete(inner.resolve("model.gguf"));
        Files.createSymbolicLink(inner.resolve("model.gguf"), inner.resolve("nothing"));
        assertRefused("leads out of the folder", inner);
    }

    @Test
    void aLinkInsideTheFolderIsFollowed() throws IOException {
        hugging();
        Path weights = folder.resolve("model.safetensors");
        Files.move(weights, folder.resolve("blob"));
        Files.createSymbolicLink(weights, Path.of("blob"));
        assertRefused("2 safetensors files", folder);
    }

    @Test
    void partsOfAHuggingFaceFolderAreMissed() throws IOException {
        write("model.safetensors", SAFETENSORS);
        assertRefused("has no config.json beside the safetensors", folder);
        write("config.json", JSON);
        assertRefused("has no tokenizer.json", folder);
        write("tokenizer.json", JSON);
        assertRefused("has no tokenizer_config.json", folder);
        assertRefused("name the folder", folder.resolve("model.safetensors"));
    }

    @Test
    void whatIsNoModelIsSaid() throws IOException {
        assertRefused("is empty", folder);
        assertRefused("no file or folder at", folder.resolve("nowhere"));
        Path text = write("notes.txt", bytes("nothing but a note about something"));
        assertRefused("is no model file that is known", text);
        assertRefused("holds no model that is known: notes.txt", folder);
        assertRefused("is empty", write("empty.gguf", new byte[0]));
        assertRefused("older than GGUF", write("old", bytes("tjgg\1\0\0\0and so on")));
        assertRefused("is an HDF5 file", write("h", bytes("\u0089HDF\r\n\u001a\n more")));
    }

    private void hugging() throws IOException {
        write("config.json", JSON);
        write("tokenizer.json", JSON);
        write("tokenizer_config.json", JSON);
        write("model.safetensors", SAFETENSORS);
        write("unrelated.txt", bytes("x"));
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private static byte[] bytes(String latin) {
        return latin.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void assertRefused(String message, Path path) {
        ImportRefusedException refusal =
                assertThrows(ImportRefusedException.class, () -> ModelSource.detect(path));
        String actual = String.valueOf(refusal.getMessage());
        assertTrue(actual.contains(message), () -> "message: " + actual);
    }
}
