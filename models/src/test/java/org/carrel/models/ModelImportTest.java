package org.carrel.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
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
    void theFolderHoldsWhatTheRuntimeOpensAndADescription() throws IOException {
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
        "240, 1536, 5, 5, 384, hidden size 240",
        "224, 1536, 14, 7, 384, key/value size 112",
        "256, 1000, 4, 4, 384, feed-forward size 1000"
    })
    void aShapeThatTheRuntimeDoesNotComputeIsRefusedWithTheRule(
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
        assertRefused(what + " is not a multiple of 32", made);
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
        GgufBuilder other = new GgufBuilder().text("general.architecture", "gemma3");
        assertRefused("architecture is gemma3", MadeImport.of(other.build(), folder));
    }

    @Test
    void rotaryScalingOfAnotherKindIsRefused() throws IOException {
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
