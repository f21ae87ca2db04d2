package org.carrel.models.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import org.carrel.models.packed.PackedForm;

/**
 * Writes an imported model's very weights as Jlama itself loads them: packed ones in its 4 bits.
 */
final class JlamaFolder {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final LlamaSizes sizes;
    private final MemorySegment file;
    private final Map<String, JsonNode> tensors = new TreeMap<>();
    private final long start;

    private JlamaFolder(Path imported, MemorySegment file) throws IOException {
        this.sizes = LlamaSizes.read(imported);
        this.file = file;
        long length = file.get(ValueLayout.JAVA_LONG_UNALIGNED, 0);
        byte[] json = file.asSlice(Long.BYTES, length).toArray(ValueLayout.JAVA_BYTE);
        JSON.readTree(json).properties().stream()
                .filter(entry -> entry.getValue().has("dtype"))
                .forEach(entry -> tensors.put(entry.getKey(), entry.getValue()));
        this.start = Long.BYTES + length;
    }

    static void write(Path imported, Path to) throws IOException {
        for (String name :
                new String[] {"config.json", "tokenizer.json", "tokenizer_config.json"}) {
            Path copy = to.resolve(name);
            Files.copy(imported.resolve(name), copy, StandardCopyOption.REPLACE_EXISTING);
        }
        try (Arena arena = Arena.ofConfined();
                FileChannel channel = FileChannel.open(imported.resolve("model.safetensors"));
                OutputStream out =
                        new BufferedOutputStream(
                                Files.newOutputStream(to.resolve("model.safetensors")), 1 << 20)) {
            MemorySegment file =
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            new JlamaFolder(imported, file).write(out);
        }
    }

    private void write(OutputStream out) throws IOException {
        byte[] header = header().toString().getBytes(StandardCharsets.UTF_8);
        out.write(little(Long.BYTES).putLong(header.length).array());
        out.write(header);
        for (Map.Entry<String, JsonNode> each : tensors.entrySet()) {
            if (isPacked(each.getValue())) {
                unpack(each.getKey(), each.getValue(), out);
            } else {
                out.write(bytes(each.getValue()).toArray(ValueLayout.JAVA_BYTE));
            }
        }
    }

    private ObjectNode header() {
        ObjectNode header = JSON.createObjectNode();
        long at = 0;
        for (Map.Entry<String, JsonNode> each : tensors.entrySet()) {
            String name = each.getKey();
            JsonNode tensor = each.getValue();
            if (isPacked(tensor)) {
                int rows = rows(name);
                int columns = columns(tensor);
                at = describe(header.putObject(name), "Q4", rows, columns, at, columns / 2);
                int blocks = columns / PackedForm.COLUMNS;
                String units = name + ".qb";
                at = describe(header.putObject(units), "F32", rows, blocks, at, blocks * 4L);
            } else {
                ObjectNode same = header.putObject(name);
                same.put("dtype", tensor.path("dtype").asText());
                same.set("shape", tensor.path("shape"));
                same.putArray("data_offsets").add(at).add(at += bytes(tensor).byteSize());
            }
        }
        return header;
    }

    private static long describe(
            ObjectNode tensor, String type, int rows, int columns, long at, long rowBytes) {
        long end = at + rows * rowBytes;
        tensor.put("dtype", type).putArray("shape").add(rows).add(columns);
        tensor.putArray("data_offsets").add(at).add(end);
        return end;
    }

    private void unpack(String name, JsonNode tensor, OutputStream out) throws IOException {
        int columns = columns(tensor);
        int blocks = columns / PackedForm.COLUMNS;
        PackedRows packed = new PackedRows(columns, bytes(tensor));
        ByteBuffer units = little(blocks * Float.BYTES);
        for (int row = 0; row < rows(name); row++) {
            for (int i = 0; i < columns / 2; i++) {
                out.write(packed.steps(row, i / PackedForm.STEPS, i % PackedForm.STEPS));
            }
        }
        for (int row = 0; row < rows(name); row++) {
            for (int block = 0; block < blocks; block++) {
                units.putFloat(block * Float.BYTES, packed.unit(row, block));
            }
            out.write(units.array());
        }
    }

    private static boolean isPacked(JsonNode tensor) {
        return tensor.path("dtype").asText().equals("U8");
    }

    private int rows(String name) {
        String last = name.replaceAll(".*\\.(\\w+)\\.weight", "$1");
        return switch (last) {
            case "k_proj", "v_proj" -> sizes.keyValue();
            case "gate_proj", "up_proj" -> sizes.feedForward();
            case "q_proj", "o_proj", "down_proj" -> sizes.hidden();
            default -> sizes.vocabulary();
        };
    }

    private static int columns(JsonNode tensor) {
        return tensor.path("shape").path(1).asInt() * PackedForm.COLUMNS;
    }

    private MemorySegment bytes(JsonNode tensor) {
        long from = tensor.path("data_offsets").path(0).asLong();
        return file.asSlice(start + from, tensor.path("data_offsets").path(1).asLong() - from);
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
