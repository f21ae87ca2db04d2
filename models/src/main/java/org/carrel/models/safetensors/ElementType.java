package org.carrel.models.safetensors;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The types of weights that can be read; the names are the format's. */
public enum ElementType {
    F32(4, (from, at) -> from.getFloat(4 * at)),
    F16(2, (from, at) -> Float.float16ToFloat(from.getShort(2 * at))),
    /** The upper half of an F32. */
    BF16(2, (from, at) -> Float.intBitsToFloat(from.getShort(2 * at) << 16));

    private final int bytes;
    private final Element element;

    ElementType(int bytes, Element element) {
        this.bytes = bytes;
        this.element = element;
    }

    /** Bytes that one weight takes. */
    public int bytes() {
        return bytes;
    }

    /**
     * @param from little-endian, from index 0
     */
    void unpack(ByteBuffer from, float[] into, int count) {
        for (int i = 0; i < count; i++) {
            into[i] = element.get(from, i);
        }
    }

    static ElementType of(String name, String tensor) throws SafetensorsFormatException {
        for (ElementType type : values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        throw new SafetensorsFormatException(
                "tensor %s has the type %s, which is not supported; supported are %s"
                        .formatted(
                                tensor,
                                name,
                                Arrays.stream(values())
                                        .map(ElementType::name)
                                        .collect(Collectors.joining(", "))));
    }

    private interface Element {
        float get(ByteBuffer from, int at);
    }
}
