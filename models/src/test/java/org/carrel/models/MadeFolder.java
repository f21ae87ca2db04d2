package org.carrel.models;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.carrel.models.gguf.GgufFile;
import org.carrel.models.safetensors.ElementType;
import org.carrel.models.safetensors.SafetensorsBuilder;

/** A {@link MadeLlama} as a folder of Hugging Face's; what is in it can be bent before writing. */
public final class MadeFolder {

    static final String TEMPLATE =
            "{% for m in messages %}<|{{ m.role }}|>{{ m.content }}{% endfor %}";

    private static final ObjectMapper JSON = new ObjectMapper();

    public final ObjectNode config = JSON.createObjectNode();
    final ObjectNode tokenizerConfig = JSON.createObjectNode();
    public final Map<String, float[]> tensors = new LinkedHashMap<>();

    public MadeFolder(MadeLlama model) {
        config.put("model_type", "llama")
                .put("hidden_act", "silu")
                .put("hidden_size", MadeLlama.HIDDEN)
                .put("intermediate_size", MadeLlama.FEED_FORWARD)
                .put("num_attention_heads", MadeLlama.HEADS)
                .put("num_key_value_heads", MadeLlama.KEY_VALUE_HEADS)
                .put("num_hidden_layers", MadeLlama.LAYERS)
                .put("max_position_embeddings", MadeLlama.CONTEXT)
                .put("vocab_size", MadeLlama.VOCABULARY)
                .put("rms_norm_eps", 1e-5)
                .put("bos_token_id", 1)
                .put("eos_token_id", 2)
                .put("tie_word_embeddings", false)
                .putNull("rope_scaling");
        tokenizerConfig
                .put("add_bos_token", true)
                .put("bos_token", "<s>")
                .put("chat_template", TEMPLATE);
        tokenizerConfig.putObject("eos_token").put("content", "</s>").put("special", true);
        for (String name : model.names()) {
            tensors.put(hugging(name), model.weights(name));
        }
    }

    /** Hugging Face's name of a tensor of {@link MadeLlama}. */
    static String hugging(String name) {
        String suffix = name.endsWith(".bias") ? "" : ".weight";
        return name.replace("blk.", "model.layers.")
                        .replace("attn_norm", "input_layernorm")
                        .replace("attn_output", "self_attn.o_proj")
                        .replaceAll("attn_([qkv])", "self_attn.$1_proj")
                        .replace("ffn_norm", "post_attention_layernorm")
                        .replaceAll("ffn_(gate|up|down)", "mlp.$1_proj")
                        .replace("output_norm", "model.norm")
                        .replace("token_embd", "model.embed_tokens")
                        .replaceAll("^output$", "lm_head")
                + suffix;
    }

    /** Makes a gemma 2 of it: by the names of one, its norms as what they differ from 1. */
    public MadeFolder asGemma2() {
        Map<String, float[]> named = new LinkedHashMap<>();
        tensors.forEach((name, values) -> named.put(gemmas(name), values.clone()));
        named.forEach((name, values) -> {
            for (int i = 0; name.endsWith("norm.weight") && i < values.length; i++) {
                values[i]--;
            }
        });
        tensors.clear();
        tensors.putAll(named);
        config.put("model_type", "gemma2")
                .put("hidden_act", "gelu")
                .put("hidden_activation", "gelu_pytorch_tanh")
                .put("head_dim", MadeLlama.HEAD);
        return this;
    }

    private static String gemmas(String name) {
        return name.replace("post_attention_layernorm", "pre_feedforward_layernorm")
                .replace("post_attention_norm", "post_attention_layernorm")
                .replace("post_ffw_norm", "post_feedforward_layernorm");
    }

    public Path write(Path folder) throws IOException {
        return write(folder, ElementType.F32, 1);
    }

    public Path write(Path folder, ElementType type, int shards) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("config.json"), config.toString());
        Files.writeString(folder.resolve("tokenizer_config.json"), tokenizerConfig.toString());
        writeTokenizer(folder.resolve("tokenizer.json"));
        List<String> names = new ArrayList<>(tensors.keySet());
        ObjectNode index = JSON.createObjectNode();
        for (int shard = 0; shard < shards; shard++) {
            SafetensorsBuilder file = new SafetensorsBuilder(type);
            String name =
                    shards == 1
                            ? "model.safetensors"
                            : "model-%05d-of-%05d.safetensors".formatted(shard + 1, shards);
            for (int i = shard; i < names.size(); i += shards) {
                float[] values = tensors.getOrDefault(names.get(i), new float[0]);
                int columns =
                        names.get(i).endsWith(".bias") ? values.length : columns(names.get(i));
                file.add(names.get(i), values, columns);
                index.withObject("/weight_map").put(names.get(i), name);
            }
            Files.write(folder.resolve(name), file.build());
        }
        if (shards > 1) {
            Files.writeString(folder.resolve(ShardedWeights.INDEX), index.toString());
        }
        return folder;
    }

    private static int columns(String name) {
        return name.endsWith("down_proj.weight") ? MadeLlama.FEED_FORWARD : MadeLlama.HIDDEN;
    }

    private static void writeTokenizer(Path file) throws IOException {
        Path gguf = file.resolveSibling("vocabulary");
        Files.write(gguf, new MadeLlama(1).write().build());
        try (GgufFile opened = GgufFile.open(gguf)) {
            Vocabulary vocabulary = Vocabulary.read(opened.metadata());
            var special = TokenizerFiles.SpecialTokens.read(opened.metadata(), vocabulary);
            new TokenizerFiles(vocabulary, special).writeTokenizer(file);
        }
        Files.delete(gguf);
    }
}
