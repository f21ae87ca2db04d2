package org.carrel.models.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.carrel.models.LanguageModel.Prompt;
import org.carrel.models.MadeFolder;
import org.carrel.models.MadeImport;
import org.carrel.models.MadeLlama;
import org.carrel.models.ModelImport;
import org.carrel.models.ModelSource;
import org.carrel.models.PlainForward;
import org.carrel.models.safetensors.ElementType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Imported toys in the runtime that answers questions, against a forward pass in double precision.
 * The weights are exact; what differs is that the runtime rounds activations to 8 bits.
 */
class ImportedModelRunTest {

    private static final int[] TOKENS = {1, 260, 17, 301, 333, 12, 270};
    private static final double ROUNDED_ACTIVATIONS = 0.04;

    @TempDir private Path folder;

    private final MadeLlama made = new MadeLlama(2026);

    @Test
    void ggufAgrees() throws IOException {
        assertScores(new PlainForward(made), MadeImport.imported(made, folder));
    }

    @ParameterizedTest
    @CsvSource({"F32, 1", "BF16, 3", "F16, 2"})
    void aHuggingFaceFolderAgrees(ElementType type, int shards) throws IOException {
        Path source = new MadeFolder(made).write(folder.resolve("source"), type, shards);
        assertScores(new PlainForward(made), imported(source));
    }

    @Test
    void aMistralAgreesWithinItsWindow() throws IOException {
        MadeFolder source = new MadeFolder(made);
        source.config.put("model_type", "mistral").put("sliding_window", 48);
        Path imported = imported(source.write(folder.resolve("source")));
        assertEquals(48, ModelFolder.read(imported).description().contextLength());
        assertScores(new PlainForward(made), imported);
    }

    @Test
    void aTiedModelAgrees() throws IOException {
        made.tie();
        MadeFolder source = new MadeFolder(made);
        source.config.put("tie_word_embeddings", true);
        source.tensors.remove("lm_head.weight");
        assertAgree(new PlainForward(made), source);
    }

    @Test
    void aGraniteAgreesWithItsFactors() throws IOException {
        MadeFolder source = new MadeFolder(made);
        source.config
                .put("model_type", "granite")
                .put("embedding_multiplier", 4.0)
                .put("residual_multiplier", 0.22)
                .put("attention_multiplier", 0.0625)
                .put("logits_scaling", 6.0);
        assertAgree(new PlainForward(made, new PlainForward.Factors(4, 0.22, 0.0625, 6)), source);
    }

    @Test
    void aGemma2AgreesWithItsNormsItsGateAndItsCaps() throws IOException {
        made.addNorms();
        made.tie();
        MadeFolder source = new MadeFolder(made).asGemma2();
        source.config
                .put("tie_word_embeddings", true)
                .put("query_pre_attn_scalar", 16.0)
                .put("attn_logit_softcapping", 3.0)
                .put("final_logit_softcapping", 20.0)
                .put("sliding_window", 48);
        source.tensors.remove("lm_head.weight");
        Path imported = imported(source.write(folder.resolve("source")));
        assertEquals(48, ModelFolder.read(imported).description().contextLength());
        assertScores(PlainForward.gemma2(made, 16, 3, 20), imported);
    }

    @Test
    void aGemma2OfGgufAgrees() throws IOException {
        made.addNorms();
        made.tie();
        Path file = folder.resolve("gemma2.gguf");
        Files.write(file, made.writeGemma2(3, 20).build());
        Path imported = imported(file);
        assertEquals(48, ModelFolder.read(imported).description().contextLength());
        assertScores(PlainForward.gemma2(made, MadeLlama.HEAD, 3, 20), imported);
    }

    @Test
    void aQwen2AgreesWithItsBiases() throws IOException {
        made.addBiases();
        made.tie();
        MadeFolder source = new MadeFolder(made);
        source.config
                .put("model_type", "qwen2")
                .put("tie_word_embeddings", true)
                .put("sliding_window", 32)
                .put("use_sliding_window", false);
        source.tensors.remove("lm_head.weight");
        assertAgree(new PlainForward(made), source);
    }

    @Test
    void aQwen2OfGgufAgreesAndReadsItsOwnPrompt() throws IOException {
        made.addBiases();
        Path file = Files.write(folder.resolve("qwen2.gguf"), made.writeQwen2().build());
        Path imported = imported(file);
        assertScores(new PlainForward(made), imported);
        assertEquals(-1, ModelFolder.read(imported).beginToken());
        String prompt =
                ChatTemplate.text(
                        ChatTemplate.read(imported).render(new Prompt("be brief", "why")));
        assertEquals(
                """
                <|im_start|>system
                be brief<|im_end|>
                <|im_start|>user
                why<|im_end|>
                <|im_start|>assistant
                """,
                prompt);
    }

    @Test
    void aStretchedLlamaAgreesWithItsFrequencies() throws IOException {
        MadeFolder source = new MadeFolder(made);
        source.config
                .putObject("rope_scaling")
                .put("rope_type", "llama3")
                .put("factor", 8.0)
                .put("low_freq_factor", 1.0)
                .put("high_freq_factor", 4.0)
                .put("original_max_position_embeddings", 32);
        assertAgree(new PlainForward(made, llama3Divisors(8, 1, 4, 32)), source);
    }

    @Test
    void aStretchedGgufAgreesWithItsTable() throws IOException {
        float[] table = new float[MadeLlama.HEAD / 2];
        double[] divisors = new double[table.length];
        for (int i = 0; i < table.length; i++) {
            table[i] = 1 + i / 4f;
            divisors[i] = table[i];
        }
        byte[] gguf = made.write().floats("rope_freqs.weight", table, table.length).build();
        Path file = Files.write(folder.resolve("stretched.gguf"), gguf);
        assertScores(new PlainForward(made, divisors), imported(file));
    }

    @Test
    void aLinearlyStretchedLlamaAgrees() throws IOException {
        MadeFolder source = new MadeFolder(made);
        source.config.putObject("rope_scaling").put("type", "linear").put("factor", 2.5);
        double[] divisors = new double[MadeLlama.HEAD / 2];
        Arrays.fill(divisors, 2.5);
        assertAgree(new PlainForward(made, divisors), source);
    }

    /** The rule by wave lengths, as the model's own code has it. */
    private static double[] llama3Divisors(double factor, double low, double high, double old) {
        double[] divisors = new double[MadeLlama.HEAD / 2];
        for (int i = 0; i < divisors.length; i++) {
            double frequency = Math.pow(10_000, -2.0 * i / MadeLlama.HEAD);
            double wave = 2 * Math.PI / frequency;
            if (wave < old / high) {
                divisors[i] = 1;
            } else if (wave > old / low) {
                divisors[i] = factor;
            } else {
                double smooth = (old / wave - low) / (high - low);
                divisors[i] = frequency / ((1 - smooth) * frequency / factor + smooth * frequency);
            }
        }
        return divisors;
    }

    private void assertAgree(PlainForward plain, MadeFolder source) throws IOException {
        assertScores(plain, imported(source.write(folder.resolve("source"))));
    }

    private Path imported(Path source) throws IOException {
        return ModelImport.unpinned(
                        "mine",
                        ModelSource.detect(source),
                        folder.resolve("models"),
                        (stage, done, total) -> {})
                .folder();
    }

    private static void assertScores(PlainForward plain, Path imported) {
        double[] expected = plain.logits(TOKENS);
        float[] actual = scores(imported);
        assertEquals(expected.length, actual.length);
        double widest = 0;
        for (double value : expected) {
            widest = Math.max(widest, Math.abs(value));
        }
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i], ROUNDED_ACTIVATIONS * widest, "token " + i);
        }
    }

    private static float[] scores(Path imported) {
        String sha256 = ModelFolder.read(imported).weightsSha256();
        try (LlamaEngine engine = LlamaEngine.load(imported, 1, sha256)) {
            float[] scores = engine.readPrompt(TOKENS, 0, engine.newKeyValues(), () -> false);
            assertNotNull(scores);
            return scores;
        }
    }
}
