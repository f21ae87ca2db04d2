package org.carrel.models.safetensors;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes safetensors files for tests, byte by byte from the format's description. */
public final class SafetensorsBuilder {

    private final ObjectNode header = new ObjectMapper().createObjectNode();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private final ElementType type;

    public SafetensorsBuilder(ElementType type) {
        this.type = type;
        header.putObject("__metadata__").put("format", "pt");
    }

    /** Adds a tensor; a vector when it has one row. */
    public SafetensorsBuilder add(String name, float[] values, int columns) {
        ByteBuffer bytes =
                ByteBuffer.allocate(values.length * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            switch (type) {
                case F32 -> bytes.putFloat(value);
                case F16 -> bytes.putShort(Float.floatToFloat16(value));
                case BF16 -> bytes.putShort((short) (Float.floatToRawIntBits(value) >>> 16));
            }
        }
        int begin = data.size();
        data.writeBytes(bytes.array());
        ObjectNode entry = header.putObject(name).put("dtype", type.name());
        var shape = entry.putArray("shape");
        if (values.length > columns) {
            shape.add(values.length / columns);
        }
        shape.add(columns);
        entry.putArray("data_offsets").add(begin).add(data.size());
        return this;
    }

    public byte[] build() {
        return file(header.toString(), data.toByteArray());
    }

    /** A file of any header. */
    public static byte[] file(String header, byte[] data) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + json.length + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .put(data)
                .array();
    }
}
