package org.carrel.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.carrel.models.gguf.GgufBuilder;
import org.carrel.models.gguf.GgufFormatException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelImportTest {

    private static byte[] gguf = new byte[0];

    @TempDir private Path folder;

    @BeforeAll
    static void make() {
        gguf = new MadeLlama(1).write().build();
    }

    @Test
    void theFolderHoldsWhatJlamaLoadsAndADescription() throws IOException {
        MadeImport made = MadeImport.of(gguf, folder);
        assertInstanceOf(ModelImport.Outcome.Imported.class, made.run());
        assertEquals(
                Set.of(
                        "config.json",
                        "manifest.json",
                        "model.safetensors",
                        "tokenizer.json",
                        "tokenizer_config.json"),
                names(made.finished()));
        assertEquals(
                Set.of("." + MadeImport.NAME + ".lock", MadeImport.NAME), names(made.models()));
        ImportedModel model = ImportedModel.read(made.finished()).orElseThrow();
        assertTrue(model.intact(made.finished(), true));
        assertEquals(
                new ModelDescription(MadeImport.NAME, made.manifest().sha256(), MadeLlama.CONTEXT),
                model.description());
    }

    @Test
    void theSameSourceGivesTheSameBytes() throws IOException {
        Path first = Files.createDirectory(folder.resolve("first"));
        Path second = Files.createDirectory(folder.resolve("second"));
        Path one = MadeImport.of(gguf, first).run().folder();
        Path two = MadeImport.of(gguf, second).run().folder();
        for (String name : names(one)) {
            assertArrayEquals(
                    Files.readAllBytes(one.resolve(name)),
                    Files.readAllBytes(two.resolve(name)),
                    name);
        }
    }

    @Test
    void aModelThatIsThereIsLeftAlone() throws IOException {
        MadeImport made = MadeImport.of(gguf, folder);
        made.run();
        Files.delete(made.parts().getFirst());
        assertInstanceOf(ModelImport.Outcome.Present.class, made.run(false));
        assertInstanceOf(ModelImport.Outcome.Present.class, made.run(true));
    }

    @Test
    void aShortenedModelIsImportedAgain() throws IOException {
        MadeImport made = MadeImport.of(gguf, folder);
        Path weights = made.run().folder().resolve("model.safetensors");
        byte[] whole = Files.readAllBytes(weights);
        Files.write(weights, new byte[100]);
        assertInstanceOf(ModelImport.Outcome.Imported.class, made.run());
        assertArrayEquals(whole, Files.readAllBytes(weights));
    }

    @Test
    void aChangedByteIsFoundByTheThoroughCheckOnly() throws IOException {
        MadeImport made = MadeImport.of(gguf, folder);
        Path weights = made.run().folder().resolve("model.safetensors");
        byte[] changed = Files.readAllBytes(weights);
        changed[changed.length / 2] ^= 1;
        Files.write(weights, changed);
        assertInstanceOf(ModelImport.Outcome.Present.class, made.run(false));
        assertInstanceOf(ModelImport.Outcome.Imported.class, made.run(true));
    }

    @Test
    void whatAKilledImportLeftIsRemoved() throws IOException {
        MadeImport made = MadeImport.of(gguf, folder);
        Files.createDirectories(made.partial().resolve("nested"));
        Files.write(made.partial().resolve("source.gguf"), new byte[10]);
        assertInstanceOf(ModelImport.Outcome.Imported.class, made.run());
        assertFalse(Files.exists(made.partial()));
    }

    @Test
    void aSecondImportAtTheSameTimeIsRefused() throws IOException {
        MadeImport made = MadeImport.of(gguf, folder);
        try (ImportFolder running = ImportFolder.lock(made.models(), MadeImport.NAME)) {
            Path partial = running.begin();
            assertRefused("another import of made is running", made);
            assertTrue(Files.exists(partial), "the running import keeps its folder");
        }
        assertInstanceOf(ModelImport.Outcome.Imported.class, made.run());
    }

    @Test
    void aPartWithAWrongByteIsRefused() throws IOException {
        MadeImport made = MadeImport.of(gguf, folder);
        Path part = made.parts().get(1);
        byte[] bytes = Files.readAllBytes(part);
        bytes[bytes.length - 1] ^= 1;
        Files.write(part, bytes);
        assertRefused("SHA-256", made);
        assertNothingLeft(made);
    }

    @Test
    void aShortPartIsRefused() throws IOException {
        MadeImport made = MadeImport.of(gguf, folder);
        Files.write(made.parts().get(1), new byte[3]);
        assertRefused("has 3 bytes, not", made);
        assertNothingLeft(made);
    }

    @Test
    void partsInTheWrongOrderAreRefused() throws IOException {
        MadeImport made = MadeImport.of(gguf, folder);
        assertRefused(
                "bytes, not",
                new MadeImport(made.manifest(), made.parts().reversed(), made.models()));
    }

    @Test
    void aHostileFileLeavesNothingBehind() throws IOException {
        MadeImport made =
                MadeImport.of("GGUF and then nothing".getBytes(StandardCharsets.US_ASCII), folder);
        assertThrows(GgufFormatException.class, made::run);
        assertNothingLeft(made);
    }

    @ParameterizedTest
    @CsvSource({
        "576, 1536, 9, 3, 384, hidden size 576",
        "256, 1536, 8, 2, 384, key/value size 64",
        "256, 1000, 4, 4, 384, feed-forward size 1000",
        "256, 1536, 4, 4, 385, vocabulary size 385"
    })
    void aShapeThatJlamaComputesWronglyIsRefusedWithTheRule(
            int hidden, int feedForward, int heads, int shared, int tokens, String what)
            throws IOException {
        GgufBuilder odd =
                new GgufBuilder()
                        .text("general.architecture", "llama")
                        .whole("llama.embedding_length", hidden)
                        .whole("llama.feed_forward_length", feedForward)
                        .whole("llama.attention.head_count", heads)
                        .whole("llama.attention.head_count_kv", shared)
                        .whole("llama.block_count", 30)
                        .whole("llama.context_length", MadeLlama.CONTEXT)
                        .texts("tokenizer.ggml.tokens", Collections.nCopies(tokens, "a"))
                        .real("llama.attention.layer_norm_rms_epsilon", 1e-5f);
        MadeImport made = MadeImport.of(odd.build(), folder);
        assertRefused(what + " is not a multiple of 128", made);
        assertNothingLeft(made);
    }

    @Test
    void aDamagedModelIsConvertedOrRefusedAndNothingElse() throws IOException {
        Random random = new Random(31);
        for (int i = 0; i < 60; i++) {
            byte[] damaged = gguf.clone();
            // The first 12 KiB hold the metadata and the directory.
            damaged[random.nextInt(12 << 10)] ^= (byte) (1 << random.nextInt(8));
            MadeImport made =
                    MadeImport.of(damaged, Files.createDirectory(folder.resolve("run" + i)));
            try {
                assertTrue(ImportedModel.read(made.run().folder()).isPresent());
            } catch (GgufFormatException | ImportRefusedException expected) {
                assertNothingLeft(made);
            }
        }
    }

    @Test
    void anotherArchitectureIsRefused() throws IOException {
        GgufBuilder other = new GgufBuilder().text("general.architecture", "gemma2");
        assertRefused("architecture is gemma2", MadeImport.of(other.build(), folder));
    }

    @Test
    void rotaryScalingThatJlamaIgnoresIsRefused() throws IOException {
        byte[] scaled = new MadeLlama(1).write().text("llama.rope.scaling.type", "yarn").build();
        assertRefused("scaling of type yarn", MadeImport.of(scaled, folder));
    }

    @Test
    void aTensorThatNobodyWouldReadIsRefused() throws IOException {
        byte[] biased =
                new MadeLlama(1).write().floats("blk.0.attn_q.bias", new float[8], 8).build();
        assertRefused("holds tensor blk.0.attn_q.bias", MadeImport.of(biased, folder));
    }

    @Test
    void aWeightThatIsNoNumberIsRefused() throws IOException {
        MadeLlama broken = new MadeLlama(1);
        broken.weights("blk.1.ffn_up")[1000] = Float.NaN;
        MadeImport made = MadeImport.of(broken.write().build(), folder);
        assertRefused("tensor blk.1.ffn_up.weight holds a weight that is not a number", made);
        assertNothingLeft(made);
    }

    @Test
    void theProgramPrintsProgressAndThenTheFolder() throws IOException {
        MadeImport made = MadeImport.of(gguf, folder);
        Path manifest = folder.resolve("made.json");
        new ObjectMapper().writeValue(manifest.toFile(), made.manifest());
        String[] arguments = arguments(manifest.toString(), made);

        Run first = execute(arguments);
        assertEquals(0, first.code(), first.err());
        List<String> lines = first.out().lines().toList();
        assertEquals("imported " + made.finished(), lines.getLast());
        for (String stage : List.of("verify", "convert", "quantise", "write")) {
            assertTrue(
                    lines.stream()
                            .anyMatch(line -> line.matches("progress " + stage + " (\\d+) \\1")),
                    () -> stage + " is not completed in " + lines);
        }
        assertEquals("present " + made.finished() + "\n", execute(arguments).out());
    }

    @Test
    void theProgramFailsWithOneLine() throws IOException {
        MadeImport made = MadeImport.of(gguf, folder);
        Run unknown = execute(arguments("no-such-model", made));
        assertEquals(1, unknown.code());
        assertEquals(
                "model import failed: no manifest is shipped for no-such-model\n", unknown.err());
        Run escape = execute(arguments("../../etc/passwd", made));
        assertEquals(1, escape.code());
        assertEquals(2, execute(new String[] {"--manifest"}).code());
        assertEquals(2, execute(new String[] {"--unknown", "x"}).code());
    }

    @Test
    void theShippedManifestIsReadAndAddsUp() throws IOException {
        ModelManifest shipped = ModelManifest.load("tinyllama-1.1b-chat");
        assertEquals("Apache-2.0", shipped.licence());
        assertEquals(322_591_712, shipped.bytes());
        assertEquals(2, shipped.parts().size());
    }

    @Test
    void aManifestWhosePathWouldLeaveTheFolderIsRefused() throws IOException {
        Path manifest = folder.resolve("bad.json");
        MadeImport made = MadeImport.of(gguf, folder);
        String json = new ObjectMapper().writeValueAsString(made.manifest());
        Files.writeString(manifest, json.replace("\"made\"", "\"../made\""));
        Run run = execute(arguments(manifest.toString(), made));
        assertEquals(1, run.code());
        assertTrue(run.err().contains("is malformed"), run.err());
    }

    private record Run(int code, String out, String err) {}

    private static Run execute(String[] arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = ModelImport.execute(arguments, new PrintStream(out), new PrintStream(err));
        return new Run(
                code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static String[] arguments(String manifest, MadeImport made) {
        String parts = made.parts().get(0) + "," + made.parts().get(1);
        return new String[] {
            "--manifest", manifest, "--parts", parts, "--into", made.models().toString()
        };
    }

    private static void assertRefused(String message, MadeImport made) {
        ImportRefusedException refusal = assertThrows(ImportRefusedException.class, made::run);
        String actual = String.valueOf(refusal.getMessage());
        assertTrue(actual.contains(message), () -> "message: " + actual);
    }

    private static void assertNothingLeft(MadeImport made) throws IOException {
        assertEquals(Set.of("." + MadeImport.NAME + ".lock"), names(made.models()));
    }

    private static Set<String> names(Path directory) throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> entries = Files.list(directory)) {
            entries.forEach(entry -> names.add(entry.getFileName().toString()));
        }
        return names;
    }
}
