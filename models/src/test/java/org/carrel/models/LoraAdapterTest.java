package org.carrel.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.carrel.models.gguf.GgufBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A merged import is held against an import of a base that plain arithmetic merged. */
class LoraAdapterTest {

    @TempDir private Path folder;

    private final MadeAdapter adapter = new MadeAdapter();
    private final MadeFolder base = new MadeFolder(new MadeLlama(4));

    @Test
    void mergedIntoAFolder() throws IOException {
        base.write(folder.resolve("base"));
        byte[] merged = merged();
        adapter.mergeInto(base.tensors, 2);
        assertArrayEquals(plain(), merged);
    }

    @Test
    void rankStabilisedScalingDividesByTheRoot() throws IOException {
        adapter.config.put("use_rslora", true);
        base.write(folder.resolve("base"));
        byte[] merged = merged();
        adapter.mergeInto(base.tensors, 4);
        assertArrayEquals(plain(), merged);
    }

    @Test
    void mergedIntoAGgufFileWithItsOwnRowOrder() throws IOException {
        Files.write(folder.resolve("base"), new MadeLlama(4).write().build());
        byte[] merged = merged();
        adapter.mergeInto(base.tensors, 2);
        assertArrayEquals(plain(), merged);
    }

    @Test
    void mergedBeforeGranitesFactors() throws IOException {
        base.config.put("model_type", "granite").put("residual_multiplier", 0.5);
        base.write(folder.resolve("base"));
        byte[] merged = merged();
        adapter.mergeInto(base.tensors, 2);
        assertArrayEquals(plain(), merged);
    }

    @Test
    void theDescriptionNamesAdapterAndBase() throws IOException {
        base.write(folder.resolve("base"));
        merged();
        ImportedModel model = ImportedModel.read(folder.resolve("models/merged")).orElseThrow();
        assertEquals("made/base", model.facts().base());
        assertEquals("safetensors: F32; LoRA of rank 4", model.facts().sourceForm());
        assertEquals(6, model.facts().sources().size());
    }

    @Test
    void aQuantisedBaseIsRefusedWithTheReason() throws IOException {
        GgufBuilder file = new MadeLlama(4).write();
        file.tensor("extra", 8, new byte[34], 32);
        Files.write(folder.resolve("base"), file.build());
        assertRefused("the adapter's base is quantised (GGUF: F32, Q8_0)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "peft_type | \"IA3\" | of the type IA3, not LORA",
                "use_dora | true | uses use_dora",
                "modules_to_save | [\"lm_head\"] | uses modules_to_save",
                "rank_pattern | {\"q_proj\":8} | uses rank_pattern",
                "bias | \"all\" | has biases (bias is all)",
                "fan_in_fan_out | true | uses fan_in_fan_out",
                "init_lora_weights | \"pissa\" | begun from a changed base",
                "r | 0 | r in adapter_config.json",
                "r | 8 | do not fit a matrix of 256 x 256 at rank 8",
                "r | 1e300 | r in adapter_config.json",
                "lora_alpha | -1 | lora_alpha in adapter_config.json",
                "target_modules | [\"q_proj\"] | which its target_modules leave out",
                "target_modules | [\"q_proj\",\"down_proj\",\"v_proj\"] | it has nothing for"
                        + " model.layers.0.self_attn.v_proj"
            })
    void anAdapterOfAnotherKindIsRefused(String key, String value, String message)
            throws IOException {
        base.write(folder.resolve("base"));
        adapter.config.set(key, new ObjectMapper().readTree(value));
        assertRefused(message);
    }

    @Test
    void anAdapterThatDoesNotFitIsRefused() throws IOException {
        base.write(folder.resolve("base"));
        adapter.config.put("target_modules", "all-linear");
        adapter.add("model.layers.9.self_attn.q_proj", MadeLlama.HIDDEN, MadeLlama.HIDDEN);
        assertRefused("changes model.layers.9.self_attn.q_proj.weight, which its base does not");
        adapter.add("lm_head", MadeLlama.VOCABULARY, MadeLlama.HIDDEN);
        assertRefused("only matrices of attention and feed-forward can be merged");
        for (String module : List.of("lm_head", "model.layers.9.self_attn.q_proj")) {
            adapter.tensors.remove(MadeAdapter.name(module, "A"));
            adapter.tensors.remove(MadeAdapter.name(module, "B"));
        }
        adapter.tensors.remove(MadeAdapter.name("model.layers.1.mlp.down_proj", "B"));
        assertRefused("has no pair of matrices for model.layers.1.mlp.down_proj");
    }

    private byte[] merged() throws IOException {
        Path folderOfAdapter = adapter.write(folder.resolve("adapter"));
        return weights("merged", ModelSource.detect(folderOfAdapter, folder.resolve("base")));
    }

    private byte[] plain() throws IOException {
        return weights("plain", ModelSource.detect(base.write(folder.resolve("plain"))));
    }

    private byte[] weights(String name, ModelSource source) throws IOException {
        Path made =
                ModelImport.unpinned(
                                name, source, folder.resolve("models"), (stage, done, total) -> {})
                        .folder();
        return Files.readAllBytes(made.resolve("model.safetensors"));
    }

    private void assertRefused(String message) {
        String actual =
                String.valueOf(
                        assertThrows(ImportRefusedException.class, this::merged).getMessage());
        assertTrue(actual.contains(message), () -> "message: " + actual);
    }
}
