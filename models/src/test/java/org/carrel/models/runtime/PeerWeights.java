package org.carrel.models.runtime;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Writes an imported model's very weights as GGUF for llama.cpp: the same 4 bits as Q4_0, units in
 * F16 where Carrel has F32, metadata and vocabulary from the file that was imported.
 */
final class PeerWeights {

    private static final int ALIGNMENT = 32;
    private static final int F32 = 0;
    private static final int F16 = 1;
    private static final int Q4_0 = 2;

    private final WeightsMapping weights;
    private final LlamaSizes sizes;

    private PeerWeights(Path folder, Arena arena) {
        this.weights = WeightsMapping.open(folder.resolve("model.safetensors"), arena);
        this.sizes = LlamaSizes.read(folder);
    }

    private record Place(String source, int type, int headCount) {}

    private int rows(Place place) {
        int keyValue = sizes.keyValue();
        return switch (place.source().replaceAll("model.layers.\\d+.", "")) {
            case "model.embed_tokens", "lm_head" -> sizes.vocabulary();
            case "self_attn.k_proj", "self_attn.v_proj" -> keyValue;
            case "mlp.gate_proj", "mlp.up_proj" -> sizes.feedForward();
            default -> place.type() == F32 ? 1 : sizes.hidden();
        };
    }

    private int columns(Place place) {
        return place.source().endsWith("down_proj") ? sizes.feedForward() : sizes.hidden();
    }

    static void write(Path folder, Path original, Path to) throws IOException {
        try (Arena arena = Arena.ofConfined();
                FileChannel channel = FileChannel.open(original);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(to), 1 << 20)) {
            PeerWeights peer = new PeerWeights(folder, arena);
            Map<String, Place> places = peer.places();
            ByteBuffer head = channel.map(FileChannel.MapMode.READ_ONLY, 0, 64 << 20);
            head.order(ByteOrder.LITTLE_ENDIAN).position(16);
            long pairs = head.getLong();
            int from = head.position();
            for (long i = 0; i < pairs; i++) {
                skipText(head);
                skipValue(head, head.getInt());
            }
            byte[] metadata = new byte[head.position() - from];
            head.get(from, metadata);
            ByteArrayOutputStream start = new ByteArrayOutputStream();
            start.writeBytes(
                    little(24)
                            .putInt(0x46554747)
                            .putInt(3)
                            .putLong(places.size())
                            .putLong(pairs)
                            .array());
            start.writeBytes(metadata);
            long offset = 0;
            for (Map.Entry<String, Place> each : places.entrySet()) {
                offset += peer.describe(each.getKey(), each.getValue(), offset, start);
            }
            start.writeBytes(new byte[-start.size() & (ALIGNMENT - 1)]);
            out.write(start.toByteArray());
            for (Place place : places.values()) {
                peer.write(place, out);
            }
        }
    }

    private Map<String, Place> places() {
        Map<String, Place> places = new LinkedHashMap<>();
        places.put("token_embd", new Place("model.embed_tokens", F16, 0));
        for (int i = 0; i < sizes.layers(); i++) {
            String to = "blk." + i + ".";
            String from = "model.layers." + i + ".";
            places.put(to + "attn_norm", new Place(from + "input_layernorm", F32, 0));
            places.put(to + "attn_q", new Place(from + "self_attn.q_proj", Q4_0, sizes.heads()));
            places.put(
                    to + "attn_k",
                    new Place(from + "self_attn.k_proj", Q4_0, sizes.keyValueHeads()));
            places.put(to + "attn_v", new Place(from + "self_attn.v_proj", Q4_0, 0));
            places.put(to + "attn_output", new Place(from + "self_attn.o_proj", Q4_0, 0));
            places.put(to + "ffn_norm", new Place(from + "post_attention_layernorm", F32, 0));
            places.put(to + "ffn_gate", new Place(from + "mlp.gate_proj", Q4_0, 0));
            places.put(to + "ffn_up", new Place(from + "mlp.up_proj", Q4_0, 0));
            places.put(to + "ffn_down", new Place(from + "mlp.down_proj", Q4_0, 0));
        }
        places.put("output_norm", new Place("model.norm", F32, 0));
        places.put("output", new Place("lm_head", Q4_0, 0));
        return places;
    }

    private long describe(String name, Place place, long offset, ByteArrayOutputStream out) {
        long weights = (long) rows(place) * columns(place);
        byte[] text = (name + ".weight").getBytes(StandardCharsets.UTF_8);
        boolean vector = place.type() == F32;
        ByteBuffer info = little(8 + text.length + 4 + (vector ? 8 : 16) + 4 + 8);
        info.putLong(text.length).put(text).putInt(vector ? 1 : 2);
        info.putLong(columns(place));
        if (!vector) {
            info.putLong(rows(place));
        }
        out.writeBytes(info.putInt(place.type()).putLong(offset).array());
        long size =
                switch (place.type()) {
                    case F32 -> weights * 4;
                    case F16 -> weights * 2;
                    default -> weights / 32 * 18;
                };
        return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    private void write(Place place, OutputStream out) throws IOException {
        int columns = columns(place);
        String name = place.source() + ".weight";
        Optional<PackedRows> packed =
                place.type() == Q4_0 ? Optional.of(packed(name, place)) : Optional.empty();
        long written = 0;
        for (int row = 0; row < rows(place); row++) {
            byte[] bytes =
                    switch (place.type()) {
                        case Q4_0 -> fourBits(packed.orElseThrow(), source(row, place), columns);
                        case F32 -> floats(weights.row(name, columns));
                        default -> halves(weights.embedding(name, rows(place), columns), row);
                    };
            out.write(bytes);
            written += bytes.length;
        }
        out.write(new byte[(int) (-written & (ALIGNMENT - 1))]);
    }

    private PackedRows packed(String name, Place place) {
        Matrix matrix = weights.matrix(name, rows(place), columns(place), Products.OWN);
        return ((PackedMatrix) matrix).plain();
    }

    /** llama.cpp rotates neighbours, so that rows of a head's halves alternate in its files. */
    private int source(int row, Place place) {
        if (place.headCount() == 0) {
            return row;
        }
        int size = sizes.headSize();
        int inHead = row % size;
        return row - inHead + inHead % 2 * (size / 2) + inHead / 2;
    }

    private static byte[] fourBits(PackedRows matrix, int row, int columns) {
        ByteBuffer bytes = little(columns / 32 * 18);
        for (int block = 0; block < columns / 32; block++) {
            bytes.putShort(Float.floatToFloat16(matrix.unit(row, block)));
            for (int k = 0; k < 16; k++) {
                bytes.put((byte) matrix.steps(row, block, k));
            }
        }
        return bytes.array();
    }

    private static byte[] floats(float[] values) {
        ByteBuffer bytes = little(values.length * Float.BYTES);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return bytes.array();
    }

    private static byte[] halves(Embedding table, int row) {
        float[] values = new float[table.columns()];
        table.copy(row, values, 0);
        ByteBuffer bytes = little(values.length * Short.BYTES);
        for (float value : values) {
            bytes.putShort(Float.floatToFloat16(value));
        }
        return bytes.array();
    }

    private static void skipText(ByteBuffer buffer) {
        long length = buffer.getLong();
        buffer.position(buffer.position() + (int) length);
    }

    private static void skipValue(ByteBuffer buffer, int type) {
        switch (type) {
            case 0, 1, 7 -> buffer.get();
            case 2, 3 -> buffer.getShort();
            case 4, 5, 6 -> buffer.getInt();
            case 10, 11, 12 -> buffer.getLong();
            case 8 -> skipText(buffer);
            case 9 -> {
                int of = buffer.getInt();
                long count = buffer.getLong();
                for (long i = 0; i < count; i++) {
                    skipValue(buffer, of);
                }
            }
            default -> throw new IllegalArgumentException("type " + type);
        }
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
