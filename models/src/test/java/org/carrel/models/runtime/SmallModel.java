package org.carrel.models.runtime;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
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
 * @param headSize of each
 * @param feedForward width of the feed-forward part
 * @param layers how many
 * @param context tokens
 * @param weights by tensor name, as rows
 */
record SmallModel(
        int hidden,
        int heads,
        int keyValueHeads,
        int headSize,
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
        BF16,
        /** As the importer does: what is multiplied in 4 bits, the embedding in 16. */
        PACKED
    }

    static SmallModel random(
            int hidden, int heads, int keyValueHeads, int feedForward, int context, Random random) {
        return random(hidden, heads, keyValueHeads, hidden / heads, feedForward, context, random);
    }

    static SmallModel random(
            int hidden,
            int heads,
            int keyValueHeads,
            int headSize,
            int feedForward,
            int context,
            Random random) {
        SmallModel model =
                new SmallModel(
                        hidden,
                        heads,
                        keyValueHeads,
                        headSize,
                        feedForward,
                        2,
                        context,
                        new LinkedHashMap<>());
        int queries = headSize * heads;
        int keyValue = headSize * keyValueHeads;
        model.fill("model.embed_tokens", SmallVocabulary.SIZE, hidden, random);
        for (int layer = 0; layer < model.layers; layer++) {
            String name = "model.layers." + layer + ".";
            model.fill(name + "input_layernorm", 1, hidden, random);
            model.fill(name + "self_attn.q_proj", queries, hidden, random);
            model.fill(name + "self_attn.k_proj", keyValue, hidden, random);
            model.fill(name + "self_attn.v_proj", keyValue, hidden, random);
            model.fill(name + "self_attn.o_proj", hidden, queries, random);
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
        if (headSize * heads != hidden) {
            config.put("head_dim", headSize);
        }
        config.put("num_hidden_layers", layers).put("vocab_size", SmallVocabulary.SIZE);
        config.put("max_position_embeddings", context);
        config.put("rms_norm_eps", EPSILON).put("rope_theta", ROPE_THETA);
        config.put("bos_token_id", SmallVocabulary.BEGIN);
        config.put("eos_token_id", SmallVocabulary.END);
        return config;
    }

    /** The same with what is multiplied on the grid of four bits, so that packing loses nothing. */
    SmallModel onFourBits() {
        weights.replaceAll((name, rows) -> {
            for (double[] row : isPacked(name, Form.PACKED) ? rows : new double[0][]) {
                for (int from = 0; from < row.length; from += 32) {
                    double unit = unit(row, from);
                    for (int i = from; i < from + 32; i++) {
                        row[i] = unit * step(row[i], unit);
                    }
                }
            }
            return rows;
        });
        return this;
    }

    /** So that the largest weight becomes -8 steps. */
    private static float unit(double[] row, int from) {
        double widest = 0;
        for (int i = from; i < from + 32; i++) {
            widest = Math.abs(row[i]) > Math.abs(widest) ? row[i] : widest;
        }
        return (float) (widest / -8);
    }

    private static int step(double value, double unit) {
        return unit == 0 ? 0 : Math.min(7, (int) Math.round(value / unit));
    }

    private static boolean isPacked(String name, Form form) {
        boolean multiplied = name.contains("_proj.weight") || name.startsWith("lm_head");
        return form == Form.PACKED && multiplied;
    }

    private static Form plainForm(String name, Form form) {
        boolean embedding = name.startsWith("model.embed_tokens");
        return form != Form.PACKED ? form : embedding ? Form.BF16 : Form.F32;
    }

    private void writeWeights(Path file, Form form) throws IOException {
        ObjectNode header = JSON.createObjectNode();
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        for (Map.Entry<String, double[][]> tensor : weights.entrySet()) {
            double[][] rows = tensor.getValue();
            int from = data.size();
            ObjectNode info = header.putObject(tensor.getKey());
            ArrayNode shape = info.putArray("shape");
            if (isPacked(tensor.getKey(), form)) {
                info.put("dtype", "U8");
                shape.add((rows.length + 31) / 32).add(rows[0].length / 32).add(640);
                data.writeBytes(packed(rows));
            } else {
                Form plain = plainForm(tensor.getKey(), form);
                info.put("dtype", plain.name());
                if (rows.length > 1) {
                    shape.add(rows.length);
                }
                shape.add(rows[0].length);
                for (double[] row : rows) {
                    data.writeBytes(bytes(row, plain));
                }
            }
            info.putArray("data_offsets").add(from).add(data.size());
        }
        byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(little(Long.BYTES).putLong(json.length).array());
            out.write(json);
            data.writeTo(out);
        }
    }

    /** Groups of 32 rows, blocks of 32 columns: steps of all rows, column by column, then units. */
    private static byte[] packed(double[][] rows) {
        int groups = (rows.length + 31) / 32;
        int blocks = rows[0].length / 32;
        ByteBuffer bytes = little(groups * blocks * 640);
        for (int group = 0; group < groups; group++) {
            for (int block = 0; block < blocks; block++) {
                for (int k = 0; k < 16; k++) {
                    for (int r = 0; r < 32; r++) {
                        double[] row = row(rows, group * 32 + r);
                        float unit = unit(row, block * 32);
                        int low = step(row[block * 32 + k], unit) + 8;
                        int high = step(row[block * 32 + k + 16], unit) + 8;
                        bytes.put((byte) (low | high << 4));
                    }
                }
                for (int r = 0; r < 32; r++) {
                    bytes.putFloat(unit(row(rows, group * 32 + r), block * 32));
                }
            }
        }
        return bytes.array();
    }

    private static double[] row(double[][] rows, int number) {
        return number < rows.length ? rows[number] : new double[rows[0].length];
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
