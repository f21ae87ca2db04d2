package org.carrel.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A llama that writes one text to whatever it is asked, as a folder of Hugging Face's. Its layers
 * add nothing: each token is its own direction, and the output matrix says which one comes next.
 * Four bits hold it exactly.
 */
public final class ToyModel {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of the vocabulary and of the layers, so that each token has a direction of its own. */
    private static final int SIZE = 384;

    private static final int FEED_FORWARD = 128;
    private static final int CONTEXT = 4_096;
    private static final int END = 2;
    private static final int BYTES = 256;
    private static final String ANSWER = "<answer>";
    private static final String TEMPLATE =
            "{% for m in messages %}{{ m['content'] }}{% endfor %}" + ANSWER;

    private final List<String> tokens = new ArrayList<>(List.of("<unk>", "<s>", "</s>"));
    private final float[] next = new float[SIZE * SIZE];

    private ToyModel(String text, boolean endless) {
        for (int i = 0; i < BYTES; i++) {
            tokens.add("<0x%02X>".formatted(i));
        }
        tokens.add(ANSWER);
        int first = tokens.size();
        int last = first - 1;
        for (String word : text.split(" ", -1)) {
            tokens.add("\u2581" + word);
            follows(last, tokens.size() - 1);
            last = tokens.size() - 1;
        }
        follows(last, endless ? first : END);
        while (tokens.size() < SIZE) {
            tokens.add("unused" + tokens.size());
        }
    }

    /**
     * A model that writes a text and ends.
     *
     * @param text at most some hundred words, none twice
     */
    public static Path writing(String text, Path folder) throws IOException {
        new ToyModel(text, false).write(folder);
        return folder;
    }

    /** A model that writes it again and again. */
    static Path endless(String text, Path folder) throws IOException {
        new ToyModel(text, true).write(folder);
        return folder;
    }

    private void follows(int token, int after) {
        next[after * SIZE + token] = 1;
    }

    private void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("config.json"), config().toString());
        Files.writeString(folder.resolve("tokenizer.json"), tokenizer().toString());
        ObjectNode tokenizer =
                JSON.createObjectNode()
                        .put("add_bos_token", true)
                        .put("bos_token", "<s>")
                        .put("eos_token", "</s>")
                        .put("chat_template", TEMPLATE);
        Files.writeString(folder.resolve("tokenizer_config.json"), tokenizer.toString());
        Files.write(folder.resolve("model.safetensors"), weights());
    }

    private static ObjectNode config() {
        return JSON.createObjectNode()
                .put("model_type", "llama")
                .put("hidden_act", "silu")
                .put("hidden_size", SIZE)
                .put("intermediate_size", FEED_FORWARD)
                .put("num_attention_heads", SIZE / 64)
                .put("num_key_value_heads", SIZE / 64)
                .put("num_hidden_layers", 1)
                .put("max_position_embeddings", CONTEXT)
                .put("vocab_size", SIZE)
                .put("rms_norm_eps", 1e-5)
                .put("bos_token_id", 1)
                .put("eos_token_id", END)
                .put("tie_word_embeddings", false);
    }

    private ObjectNode tokenizer() {
        ObjectNode root = JSON.createObjectNode().put("version", "1.0");
        ArrayNode added = root.putArray("added_tokens");
        for (String special : List.of("<unk>", "<s>", "</s>", ANSWER)) {
            added.addObject()
                    .put("id", tokens.indexOf(special))
                    .put("content", special)
                    .put("single_word", false)
                    .put("lstrip", false)
                    .put("rstrip", false)
                    .put("normalized", false)
                    .put("special", true);
        }
        replace(root.putObject("normalizer"), " ", "\u2581");
        root.putNull("pre_tokenizer").putNull("post_processor");
        ObjectNode decoder = root.putObject("decoder").put("type", "Sequence");
        ArrayNode decoders = decoder.putArray("decoders");
        replace(decoders.addObject(), "\u2581", " ");
        decoders.addObject().put("type", "ByteFallback");
        decoders.addObject().put("type", "Fuse");
        ObjectNode model = root.putObject("model").put("type", "BPE").put("unk_token", "<unk>");
        model.put("fuse_unk", true).put("byte_fallback", true).putArray("merges");
        ObjectNode vocabulary = model.putObject("vocab");
        for (int i = 0; i < SIZE; i++) {
            vocabulary.put(tokens.get(i), i);
        }
        return root;
    }

    private static void replace(ObjectNode node, String from, String to) {
        node.put("type", "Replace").put("content", to).putObject("pattern").put("String", from);
    }

    private byte[] weights() {
        Map<String, float[]> tensors = new LinkedHashMap<>();
        tensors.put("model.embed_tokens.weight", identity());
        String layer = "model.layers.0.";
        tensors.put(layer + "input_layernorm.weight", ones());
        for (String matrix : List.of("q_proj", "k_proj", "v_proj")) {
            tensors.put(layer + "self_attn." + matrix + ".weight", identity());
        }
        tensors.put(layer + "self_attn.o_proj.weight", new float[SIZE * SIZE]);
        tensors.put(layer + "post_attention_layernorm.weight", ones());
        tensors.put(layer + "mlp.gate_proj.weight", new float[FEED_FORWARD * SIZE]);
        tensors.put(layer + "mlp.up_proj.weight", new float[FEED_FORWARD * SIZE]);
        tensors.put(layer + "mlp.down_proj.weight", new float[SIZE * FEED_FORWARD]);
        tensors.put("model.norm.weight", ones());
        tensors.put("lm_head.weight", next);
        return file(tensors);
    }

    private static float[] identity() {
        float[] matrix = new float[SIZE * SIZE];
        for (int i = 0; i < SIZE; i++) {
            matrix[i * SIZE + i] = 1;
        }
        return matrix;
    }

    private static float[] ones() {
        float[] vector = new float[SIZE];
        Arrays.fill(vector, 1);
        return vector;
    }

    private static byte[] file(Map<String, float[]> tensors) {
        ObjectNode header = JSON.createObjectNode();
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        tensors.forEach((name, values) -> {
            ObjectNode entry = header.putObject(name).put("dtype", "F32");
            int columns = name.contains("down_proj") ? FEED_FORWARD : SIZE;
            ArrayNode shape = entry.putArray("shape");
            if (values.length > columns) {
                shape.add(values.length / columns);
            }
            shape.add(columns);
            ByteBuffer bytes =
                    ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(values);
            int begin = data.size();
            data.writeBytes(bytes.array());
            entry.putArray("data_offsets").add(begin).add(data.size());
        });
        byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + json.length + data.size())
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .put(data.toByteArray())
                .array();
    }
}
