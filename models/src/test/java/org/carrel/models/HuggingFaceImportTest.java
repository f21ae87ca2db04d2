package org.carrel.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.carrel.models.safetensors.ElementType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Folders of Hugging Face's, as they should be and as they should not. */
class HuggingFaceImportTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path folder;

    private final MadeFolder made = new MadeFolder(new MadeLlama(3));

    @Test
    void whatTheFilesSayIsKept() throws IOException {
        made.write(source(), ElementType.BF16, 2);
        Files.writeString(
                source().resolve("README.md"),
                "---\nlanguage: en\nlicense: apache-2.0\nbase_model:\n- some/base\n---\n# A model\n");
        Files.writeString(source().resolve("generation_config.json"), "{\"eos_token_id\":[2,300]}");
        ImportedModel model = ImportedModel.read(run()).orElseThrow();
        assertEquals("apache-2.0", model.licence());
        assertEquals("some/base", model.facts().base());
        assertEquals("safetensors: BF16", model.facts().sourceForm());
        assertEquals(MadeLlama.CONTEXT, model.contextLength());
        long weights = made.tensors.values().stream().mapToLong(values -> values.length).sum();
        assertEquals(weights, model.facts().parameters());
        assertEquals(8, model.facts().sources().size());
        assertEquals(HashedFiles.whole(model.facts().sources()), model.sourceSha256());
        JsonNode config = JSON.readTree(imported().resolve("config.json").toFile());
        assertEquals("[2,300]", config.path("eos_token_id").toString());
        assertEquals(1, config.path("bos_token_id").asInt());
    }

    @Test
    void theTokenizerIsTakenAsItIs() throws IOException {
        made.write(source());
        Files.writeString(source().resolve("chat_template.jinja"), "{{ messages }} apart");
        run();
        assertArrayEquals(
                Files.readAllBytes(source().resolve("tokenizer.json")),
                Files.readAllBytes(imported().resolve("tokenizer.json")));
        JsonNode config = JSON.readTree(imported().resolve("tokenizer_config.json").toFile());
        assertEquals("{{ messages }} apart", config.path("chat_template").asText());
        assertEquals("</s>", config.path("eos_token").asText());
        assertEquals("<s>", config.path("bos_token").asText());
    }

    @Test
    void oneOfSeveralChatTemplatesIsTheDefault() throws IOException {
        var templates = made.tokenizerConfig.putArray("chat_template");
        templates.addObject().put("name", "tool_use").put("template", "tools");
        templates.addObject().put("name", "default").put("template", "plain");
        made.write(source());
        run();
        JsonNode config = JSON.readTree(imported().resolve("tokenizer_config.json").toFile());
        assertEquals("plain", config.path("chat_template").asText());
    }

    @Test
    void aTokenizerThatWantsNoBeginTokenGetsNone() throws IOException {
        made.tokenizerConfig.put("add_bos_token", false);
        made.write(source());
        run();
        JsonNode config = JSON.readTree(imported().resolve("config.json").toFile());
        assertEquals(-1, config.path("bos_token_id").asInt());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "model_type | \"phi3\" | is phi3; only llama, mistral, granite, qwen2, gemma2 run",
                "model_type | \"qwen2\" | tensor model.layers.0.self_attn.q_proj.bias is missing",
                "model_type | \"gemma3_text\" | architecture is gemma3_text",
                "model_type | \"gemma2\" | the activation is silu, not gelu_pytorch_tanh",
                "model_type | 7 | architecture is 7",
                "auto_map | {\"AutoModel\":\"x.y\"} | brings code of its own",
                "hidden_size | 192 | has 384 rows of 256 weights, not 384 of 192",
                "hidden_size | 272 | head size 68 is not a multiple of 16",
                "intermediate_size | 1000 | feed-forward size 1000 is not a multiple of 32",
                "vocab_size | 385 | has 384 rows of 256 weights, not 385 of 256",
                "num_key_value_heads | 1 | has 128 rows of 256 weights, not 64 of 256",
                "num_attention_heads | 0 | num_attention_heads in config.json is not a whole number",
                "num_hidden_layers | 9223372036854775808 | num_hidden_layers in config.json",
                "num_hidden_layers | 3 | tensor model.layers.2.input_layernorm.weight is missing",
                "num_hidden_layers | 1 | holds tensor model.layers.1.",
                "rms_norm_eps | -1 | rms_norm_eps in config.json is not a positive number",
                "head_dim | 128 | has 256 rows of 256 weights, not 512 of 256",
                "head_dim | 40 | head size 40 is not a multiple of 16",
                "hidden_act | \"gelu\" | the activation is gelu",
                "attention_bias | true | has biases (attention_bias)",
                "rope_scaling | {\"rope_type\":\"llama3\"} | factor of rope_scaling is not",
                "use_sliding_window | true | a sliding window in some of the layers",
                "rope_parameters | {\"rope_type\":\"yarn\"} | rotary scaling of type yarn",
                "quantization_config | {\"bits\":4} | quantised already",
                "eos_token_id | 400 | token 400 has no text",
                "eos_token_id | \"two\" | number is not whole"
            })
    void aConfigurationThatWouldNotRunIsRefused(String key, String value, String message)
            throws IOException {
        made.config.set(key, JSON.readTree(value));
        made.write(source());
        assertRefused(message);
    }

    @Test
    void aTokenizerOfAnotherModelIsRefused() throws IOException {
        made.write(source());
        ObjectNode tokenizer = tokenizer();
        tokenizer.withObject("/model/vocab").put("one too many", 384);
        write(tokenizer);
        assertRefused("has a token 384, but the model's vocabulary ends at 383");

        tokenizer = tokenizer();
        ObjectNode vocab = tokenizer.withObject("/model/vocab");
        vocab.remove("one too many");
        vocab.put("twice", 10);
        write(tokenizer);
        assertRefused("two tokens of the tokenizer are number 10");

        vocab.removeAll();
        vocab.put("<unk>", 0).put("<s>", 1).put("</s>", 2);
        tokenizer.withArray("/model/merges").removeAll();
        write(tokenizer);
        assertRefused("has 3 tokens and the model's vocabulary 384");
    }

    @Test
    void aTokenizerOfAnotherKindIsRefused() throws IOException {
        made.write(source());
        ObjectNode tokenizer = tokenizer();
        tokenizer.withObject("/model").put("type", "WordPiece");
        write(tokenizer);
        assertRefused("of the kind WordPiece; only BPE runs");
        tokenizer.remove("model");
        write(tokenizer);
        assertRefused("tokenizer.json is no JSON object");
    }

    @Test
    void mergesOfUnknownPiecesAreRefused() throws IOException {
        made.write(source());
        ObjectNode tokenizer = tokenizer();
        tokenizer.withArray("/model/merges").addArray().add("a").add("zzz");
        write(tokenizer);
        assertRefused("merges pieces that are not in its vocabulary");
    }

    @Test
    void aModelWithoutChatTemplateIsRefused() throws IOException {
        made.tokenizerConfig.remove("chat_template");
        made.write(source());
        assertRefused("the model has no chat template");
    }

    @Test
    void aNameTwiceInAConfigurationIsRefused() throws IOException {
        made.write(source());
        Files.writeString(
                source().resolve("config.json"), "{\"model_type\":\"llama\",\"model_type\":\"x\"}");
        assertRefused("config.json is no JSON object, or has a name twice");
    }

    @Test
    void aMissingOutputMatrixIsRefusedUnlessItIsTied() throws IOException {
        made.tensors.remove("lm_head.weight");
        made.write(source());
        assertRefused("tensor lm_head.weight is missing");
    }

    @Test
    void anIndexThatDiffersFromItsFilesIsRefused() throws IOException {
        made.write(source(), ElementType.F32, 2);
        Path index = source().resolve(ShardedWeights.INDEX);
        ObjectNode root = (ObjectNode) JSON.readTree(index.toFile());
        ObjectNode map = root.withObject("/weight_map");
        String first = "model-00001-of-00002.safetensors";

        map.put("model.norm.weight", "../model-00001-of-00002.safetensors");
        JSON.writeValue(index.toFile(), root);
        assertRefused("names a file that is not in the folder, for tensor model.norm.weight");

        map.put("model.norm.weight", first).put("lm_head.weight", first);
        JSON.writeValue(index.toFile(), root);
        assertRefused("where the index has it");

        map.remove("model.norm.weight");
        map.remove("lm_head.weight");
        JSON.writeValue(index.toFile(), root);
        assertRefused("the index leaves out tensors");

        Files.copy(source().resolve(first), source().resolve("other.safetensors"));
        assertRefused("is in more than one file");
        Files.delete(source().resolve("other.safetensors"));
        Files.delete(source().resolve(first));
        assertRefused("the index names a file that is not in the folder");
    }

    @Test
    void weightsCutAnywhereLeaveNothing() throws IOException {
        made.write(source(), ElementType.F16, 1);
        Path weights = source().resolve("model.safetensors");
        byte[] whole = Files.readAllBytes(weights);
        Random random = new Random(9);
        for (int i = 0; i < 20; i++) {
            Files.write(weights, Arrays.copyOf(whole, 16 + random.nextInt(whole.length - 16)));
            assertThrows(IOException.class, this::run);
            assertEquals(Set.of(".mine.lock"), names());
        }
    }

    @Test
    void aWeightThatIsNoNumberIsRefused() throws IOException {
        for (float bad :
                new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            MadeFolder broken = new MadeFolder(new MadeLlama(3));
            broken.tensors.values().iterator().next()[77] = bad;
            broken.write(source());
            assertRefused("tensor model.embed_tokens.weight holds a weight that is not a number");
        }
    }

    private Path source() {
        return folder.resolve("source");
    }

    private Path imported() {
        return folder.resolve("models").resolve("mine");
    }

    private ObjectNode tokenizer() throws IOException {
        return (ObjectNode) JSON.readTree(source().resolve("tokenizer.json").toFile());
    }

    private void write(ObjectNode tokenizer) throws IOException {
        JSON.writeValue(source().resolve("tokenizer.json").toFile(), tokenizer);
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
        assertEquals(Set.of(".mine.lock"), names());
    }

    private Set<String> names() throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> entries = Files.list(folder.resolve("models"))) {
            entries.forEach(entry -> names.add(String.valueOf(entry.getFileName())));
        }
        return names;
    }
}
