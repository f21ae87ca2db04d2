package org.carrel.models;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import org.carrel.models.safetensors.ElementType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Imported toys through Jlama, against a plain forward pass in double precision. */
class ImportedLlamaTest {

    @TempDir private Path folder;

    private final MadeLlama made = new MadeLlama(2026);

    @Test
    void ggufAgrees() throws IOException {
        Path imported = MadeImport.of(made.write().build(), folder).run().folder();
        assertAgree(new PlainForward(made), imported);
    }

    @ParameterizedTest
    @CsvSource({"F32, 1", "BF16, 3", "F16, 2"})
    void aHuggingFaceFolderAgrees(ElementType type, int shards) throws IOException {
        Path source = new MadeFolder(made).write(folder.resolve("source"), type, shards);
        assertAgree(new PlainForward(made), imported(source));
    }

    @Test
    void aTiedModelMultipliesWithItsEmbedding() throws IOException {
        MadeLlama tied = new MadeLlama(7);
        tied.tie();
        MadeFolder hugging = new MadeFolder(tied);
        hugging.config.put("tie_word_embeddings", true);
        hugging.tensors.remove("lm_head.weight");
        Path source = hugging.write(folder.resolve("source"));
        assertAgree(new PlainForward(tied), imported(source));
    }

    @Test
    void aMistralAgreesWithinItsWindow() throws IOException {
        MadeFolder mistral = new MadeFolder(made);
        mistral.config.put("model_type", "mistral").put("sliding_window", 48);
        Path imported = imported(mistral.write(folder.resolve("source")));
        ImportedModel model = ImportedModel.read(imported).orElseThrow();
        assertEquals(48, model.contextLength());
        assertEquals("mistral", model.facts().architecture());
        assertAgree(new PlainForward(made), imported);
    }

    @Test
    void aGranitesFactorsAreInItsWeights() throws IOException {
        MadeFolder granite = new MadeFolder(made);
        granite.config
                .put("model_type", "granite")
                .put("embedding_multiplier", 4.0)
                .put("residual_multiplier", 0.22)
                .put("attention_multiplier", 0.0625)
                .put("logits_scaling", 6.0);
        Path imported = imported(granite.write(folder.resolve("source")));
        PlainForward.Factors factors = new PlainForward.Factors(4, 0.22, 0.0625, 6);
        assertAgree(new PlainForward(made, factors), imported);
    }

    private Path imported(Path source) throws IOException {
        return ModelImport.unpinned(
                        "mine",
                        ModelSource.detect(source),
                        folder.resolve("models"),
                        (stage, done, total) -> {})
                .folder();
    }

    private void assertAgree(PlainForward plain, Path imported) throws IOException {
        JlamaLogits.assertAgree(plain, imported, folder.resolve("work"));
    }
}
