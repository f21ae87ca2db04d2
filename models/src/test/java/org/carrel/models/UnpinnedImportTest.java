package org.carrel.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A GGUF file that no manifest pins. */
class UnpinnedImportTest {

    private static byte[] gguf = new byte[0];

    @TempDir private Path folder;
    private Path models = Path.of("");
    private Path file = Path.of("");

    @BeforeAll
    static void make() {
        gguf =
                new MadeLlama(1)
                        .write()
                        .text("general.license", "mit")
                        .text("general.base_model.0.name", "Made Base")
                        .build();
    }

    @BeforeEach
    void write() throws IOException {
        models = folder.resolve("models");
        file = Files.write(folder.resolve("any-name"), gguf);
    }

    @Test
    void theDescriptionSaysWhatTheFileSays() throws IOException {
        Path made = run("mine", ModelSource.detect(file)).folder();
        ImportedModel model = ImportedModel.read(made).orElseThrow();
        assertEquals("mine", model.name());
        assertEquals("unpinned", model.version());
        assertEquals("mit", model.licence());
        assertEquals(MadeLlama.CONTEXT, model.contextLength());
        assertEquals(hash(gguf), model.sourceSha256());
        assertEquals("Made Base", model.facts().base());
        assertEquals("llama", model.facts().architecture());
        assertEquals("GGUF: F32", model.facts().sourceForm());
        assertEquals(
                List.of(new ImportedModel.StoredFile("any-name", gguf.length, hash(gguf))),
                model.facts().sources());
        assertEquals(0, model.facts().loss().relativeError(), "Q4 holds these weights exactly");
        assertTrue(model.intact(made, true));
    }

    @Test
    void theFilesAreThoseOfAPinnedImport() throws IOException {
        Path pinned =
                MadeImport.of(gguf, Files.createDirectory(folder.resolve("pinned"))).run().folder();
        Path made = run("mine", ModelSource.detect(file)).folder();
        for (String name : ImportedModel.FILES) {
            assertArrayEquals(
                    Files.readAllBytes(pinned.resolve(name)),
                    Files.readAllBytes(made.resolve(name)),
                    name);
        }
    }

    @Test
    void piecesOfOneFileAreNamedByTheHashOfTheWhole() throws IOException {
        Path first = Files.write(folder.resolve("a"), Arrays.copyOf(gguf, 5_000));
        Path second =
                Files.write(folder.resolve("b"), Arrays.copyOfRange(gguf, 5_000, gguf.length));
        Path made = run("mine", ModelSource.detect(List.of(first, second))).folder();
        ImportedModel model = ImportedModel.read(made).orElseThrow();
        assertEquals(hash(gguf), model.sourceSha256());
        assertEquals(2, model.facts().sources().size());
        assertFalse(Files.exists(made.resolve("source.gguf")));
    }

    @Test
    void theSameSourceAgainIsPresentAndADamagedCopyIsReplaced() throws IOException {
        ModelSource source = ModelSource.detect(file);
        Path made = run("mine", source).folder();
        assertInstanceOf(ModelImport.Outcome.Present.class, run("mine", source));
        Path weights = made.resolve("model.safetensors");
        byte[] whole = Files.readAllBytes(weights);
        byte[] damaged = whole.clone();
        damaged[whole.length / 2] ^= 1;
        Files.write(weights, damaged);
        assertInstanceOf(ModelImport.Outcome.Imported.class, run("mine", source));
        assertArrayEquals(whole, Files.readAllBytes(weights));
    }

    @Test
    void aNameThatIsTakenByAnotherModelIsNotGivenAway() throws IOException {
        Path made = run("mine", ModelSource.detect(file)).folder();
        Path other = Files.write(folder.resolve("other"), new MadeLlama(2).write().build());
        ModelSource source = ModelSource.detect(other);
        assertRefused("another model is imported as mine", () -> run("mine", source));
        assertEquals(hash(gguf), ImportedModel.read(made).orElseThrow().sourceSha256());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../up", "a/b", "a\\b", "", ".hidden", "Capital", "-dash"})
    void aNameThatIsNoFolderNameIsRefused(String name) throws IOException {
        ModelSource source = ModelSource.detect(file);
        assertRefused("not a model name", () -> run(name, source));
        assertFalse(Files.exists(models));
    }

    @Test
    void aSourceThatChangesMeanwhileLeavesNothing() throws IOException {
        ModelSource source = ModelSource.detect(file);
        ImportProgress meddling =
                (stage, done, total) -> {
                    if (stage == ImportProgress.Stage.QUANTISE && done == total) {
                        change();
                    }
                };
        assertRefused(
                "the source was changed",
                () -> ModelImport.unpinned("mine", source, models, meddling));
        assertEquals(Set.of(".mine.lock"), names());
    }

    private void change() {
        try {
            byte[] changed = gguf.clone();
            changed[changed.length - 1] ^= 1;
            Files.write(file, changed);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aFileCutAnywhereLeavesNothing() throws IOException {
        java.util.Random random = new java.util.Random(5);
        for (int i = 0; i < 25; i++) {
            Files.write(file, Arrays.copyOf(gguf, 4 + random.nextInt(gguf.length - 4)));
            ModelSource source = ModelSource.detect(file);
            assertThrows(IOException.class, () -> run("mine", source));
            assertEquals(Set.of(".mine.lock"), names());
        }
    }

    @Test
    void aSplitModelIsRefusedWithTheTool() throws IOException {
        Files.write(file, new MadeLlama(1).write().whole("split.count", 3).build());
        ModelSource source = ModelSource.detect(file);
        assertRefused("split over 3 GGUF files", () -> run("mine", source));
    }

    @Test
    void twoImportsAtOnceDoNotMeet() throws IOException {
        ModelSource source = ModelSource.detect(file);
        try (ImportFolder running = ImportFolder.lock(models, "mine")) {
            assertTrue(Files.isDirectory(running.begin()));
            assertRefused("another import of mine is running", () -> run("mine", source));
            assertInstanceOf(ModelImport.Outcome.Imported.class, run("other", source));
        }
    }

    @Test
    void aFullDiskIsSeenBeforehand() {
        assertRefused("MB left", () -> FreeSpace.require(folder, Long.MAX_VALUE));
    }

    @Test
    void aFolderFromBeforeFactsWereKeptIsRead() throws IOException {
        Path made = run("mine", ModelSource.detect(file)).folder();
        Path manifest = made.resolve(ImportedModel.MANIFEST);
        ObjectMapper json = new ObjectMapper();
        ObjectNode root = (ObjectNode) json.readTree(manifest.toFile());
        root.remove("facts");
        json.writeValue(manifest.toFile(), root);
        ImportedModel model = ImportedModel.read(made).orElseThrow();
        assertEquals(ModelFacts.UNKNOWN, model.facts());
        assertTrue(model.intact(made, true));
    }

    private ModelImport.Outcome run(String name, ModelSource source) throws IOException {
        return ModelImport.unpinned(name, source, models, (stage, done, total) -> {});
    }

    private static void assertRefused(
            String message, org.junit.jupiter.api.function.Executable work) {
        String actual =
                String.valueOf(assertThrows(ImportRefusedException.class, work).getMessage());
        assertTrue(actual.contains(message), () -> "message: " + actual);
    }

    private Set<String> names() throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> entries = Files.list(models)) {
            entries.forEach(entry -> names.add(String.valueOf(entry.getFileName())));
        }
        return names;
    }

    private static String hash(byte[] bytes) {
        return HexFormat.of().formatHex(Sha256.digest().digest(bytes));
    }
}
