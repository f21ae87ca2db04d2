package org.carrel.models.runtime;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * A made llama with random weights, small enough to check by hand-written arithmetic.
 *
 * @param hidden width of the layers
 * @param heads of attention
 * @param keyValueHeads shared by the heads
 * @param feedForward width of the feed-forward part
 * @param layers how many
 * @param context tokens
 * @param weights by tensor name, as rows
 */
record SmallModel(
        int hidden,
        int heads,
        int keyValueHeads,
        int feedForward,
        int layers,
        int context,
        Map<String, double[][]> weights) {

    static final double EPSILON = 1e-5;
    static final double ROPE_THETA = 10_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** How weights are stored. */
    enum Form {
        F32,
        BF16
    }

    static SmallModel random(
            int hidden, int heads, int keyValueHeads, int feedForward, int context, Random random) {
        SmallModel model =
                new SmallModel(
                        hidden,
                        heads,
                        keyValueHeads,
                        feedForward,
                        2,
                        context,
                        new LinkedHashMap<>());
        int keyValue = hidden / heads * keyValueHeads;
        model.fill("model.embed_tokens", SmallVocabulary.SIZE, hidden, random);
        for (int layer = 0; layer < model.layers; layer++) {
            String name = "model.layers." + layer + ".";
            model.fill(name + "input_layernorm", 1, hidden, random);
            model.fill(name + "self_attn.q_proj", hidden, hidden, random);
            model.fill(name + "self_attn.k_proj", keyValue, hidden, random);
            model.fill(name + "self_attn.v_proj", keyValue, hidden, random);
            model.fill(name + "self_attn.o_proj", hidden, hidden, random);
            model.fill(name + "post_attention_layernorm", 1, hidden, random);
            model.fill(name + "mlp.gate_proj", feedForward, hidden, random);
            model.fill(name + "mlp.up_proj", feedForward, hidden, random);
            model.fill(name + "mlp.down_proj", hidden, feedForward, random);
        }
        model.fill("model.norm", 1, hidden, random);
        model.fill("lm_head", SmallVocabulary.SIZE, hidden, random);
        return model;
    }

    /**
     * A model that writes what it is told: after token t comes {@code next.get(t)}. Its layers add
     * nothing, and an output row is the sum of the embeddings of the tokens before it.
     */
    static SmallModel writing(Map<Integer, Integer> next, int context) {
        SmallModel model = random(128, 4, 4, 128, context, new Random(7));
        for (int layer = 0; layer < model.layers; layer++) {
            model.zero("model.layers." + layer + ".self_attn.o_proj");
            model.zero("model.layers." + layer + ".mlp.down_proj");
        }
        model.zero("lm_head");
        double[][] embedding = model.matrix("model.embed_tokens");
        double[] norm = model.matrix("model.norm")[0];
        Arrays.fill(norm, 1);
        next.forEach((from, to) -> {
            double[] row = model.matrix("lm_head")[to];
            Arrays.setAll(row, i -> row[i] + embedding[from][i]);
        });
        return model;
    }

    double[][] matrix(String name) {
        double[][] found = weights.get(name + ".weight");
        if (found == null) {
            throw new IllegalArgumentException(name);
        }
        return found;
    }

    private void fill(String name, int rows, int columns, Random random) {
        double[][] matrix = new double[rows][columns];
        double scale = rows == 1 ? 0.2 : 1 / Math.sqrt(columns);
        for (double[] row : matrix) {
            for (int i = 0; i < columns; i++) {
                row[i] = bf16(scale * random.nextGaussian() + (rows == 1 ? 1 : 0));
            }
        }
        weights.put(name + ".weight", matrix);
    }

    /** Rounded so that either form stores it exactly. */
    private static double bf16(double value) {
        return Float.intBitsToFloat(Float.floatToIntBits((float) value) & 0xFFFF_0000);
    }

    private void zero(String name) {
        for (double[] row : matrix(name)) {
            Arrays.fill(row, 0);
        }
    }

    /** Writes the folder as the importer would. */
    void write(Path folder, Form form) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("config.json"), config().toPrettyString());
        SmallVocabulary.write(folder);
        ObjectNode manifest = JSON.createObjectNode();
        manifest.put("name", "small").put("sourceSha256", "ab".repeat(32));
        manifest.put("contextLength", context).put("somethingElse", "ignored");
        Files.writeString(folder.resolve("manifest.json"), manifest.toPrettyString());
        writeWeights(folder.resolve("model.safetensors"), form);
    }

    ObjectNode config() {
        ObjectNode config = JSON.createObjectNode();
        config.put("model_type", "llama").put("hidden_act", "silu");
        config.put("hidden_size", hidden).put("intermediate_size", feedForward);
        config.put("num_attention_heads", heads).put("num_key_value_heads", keyValueHeads);
        config.put("num_hidden_layers", layers).put("vocab_size", SmallVocabulary.SIZE);
        config.put("max_position_embeddings", context);
        config.put("rms_norm_eps", EPSILON).put("rope_theta", ROPE_THETA);
        config.put("bos_token_id", SmallVocabulary.BEGIN);
        config.put("eos_token_id", SmallVocabulary.END);
        return config;
    }

    private void writeWeights(Path file, Form form) throws IOException {
        int size = form == Form.F32 ? Float.BYTES : Short.BYTES;
        ObjectNode header = JSON.createObjectNode();
        long offset = 0;
        for (Map.Entry<String, double[][]> tensor : weights.entrySet()) {
            double[][] rows = tensor.getValue();
            long end = offset + (long) rows.length * rows[0].length * size;
            ObjectNode info = header.putObject(tensor.getKey()).put("dtype", form.name());
            if (rows.length == 1) {
                info.putArray("shape").add(rows[0].length);
            } else {
                info.putArray("shape").add(rows.length).add(rows[0].length);
            }
            info.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(little(Long.BYTES).putLong(json.length).array());
            out.write(json);
            for (double[][] rows : weights.values()) {
                for (double[] row : rows) {
                    out.write(bytes(row, form));
                }
            }
        }
    }

    private static byte[] bytes(double[] row, Form form) {
        ByteBuffer buffer = little(row.length * (form == Form.F32 ? Float.BYTES : Short.BYTES));
        for (double value : row) {
            int bits = Float.floatToIntBits((float) value);
            if (form == Form.F32) {
                buffer.putInt(bits);
            } else {
                buffer.putShort((short) (bits >>> 16));
            }
        }
        return buffer.array();
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
