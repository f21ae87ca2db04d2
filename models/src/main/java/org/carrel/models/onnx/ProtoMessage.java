package org.carrel.models.onnx;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/**
 * A message of protocol buffers (their encoding's description, protobuf.dev), read field by field.
 * A field is a number and either a whole number or bytes, which may be a message again.
 */
final class ProtoMessage {

    private static final int MOST_TEXT = 256;

    private final MemorySegment bytes;
    private long at;
    private int field;
    private int kind;
    private long number;
    private MemorySegment content = MemorySegment.NULL;

    ProtoMessage(MemorySegment bytes) {
        this.bytes = bytes;
    }

    /** Moves on to the next field; false at the end. */
    boolean next() throws OnnxFormatException {
        if (at == bytes.byteSize()) {
            return false;
        }
        long tag = varint();
        field = (int) (tag >>> 3);
        kind = (int) (tag & 7);
        if (tag >>> 32 != 0 || field == 0) {
            throw malformed();
        }
        switch (kind) {
            case 0 -> number = varint();
            case 1 -> content = take(8);
            case 2 -> content = take(varint());
            case 5 -> content = take(4);
            default -> throw malformed();
        }
        return true;
    }

    int field() {
        return field;
    }

    /** The field's whole number. */
    long number() throws OnnxFormatException {
        require(kind == 0);
        return number;
    }

    /** The whole numbers of a field that may be repeated or packed into one. */
    long[] numbers() throws OnnxFormatException {
        if (kind == 0) {
            return new long[] {number};
        }
        ProtoMessage packed = message();
        long[] numbers = new long[16];
        int count = 0;
        while (packed.at < packed.bytes.byteSize()) {
            require(count < numbers.length);
            numbers[count++] = packed.varint();
        }
        return java.util.Arrays.copyOf(numbers, count);
    }

    ProtoMessage message() throws OnnxFormatException {
        require(kind == 2);
        return new ProtoMessage(content);
    }

    /** The field's text, cut after some characters. */
    String text() throws OnnxFormatException {
        require(kind == 2);
        byte[] text =
                content.asSlice(0, Math.min(content.byteSize(), MOST_TEXT))
                        .toArray(ValueLayout.JAVA_BYTE);
        return new String(text, StandardCharsets.UTF_8);
    }

    private MemorySegment take(long count) throws OnnxFormatException {
        require(count >= 0 && count <= bytes.byteSize() - at);
        MemorySegment taken = bytes.asSlice(at, count);
        at += count;
        return taken;
    }

    private long varint() throws OnnxFormatException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            require(at < bytes.byteSize());
            byte part = bytes.get(ValueLayout.JAVA_BYTE, at++);
            value |= (part & 0x7fL) << shift;
            if (part >= 0) {
                return value;
            }
        }
        throw malformed();
    }

    private static void require(boolean holds) throws OnnxFormatException {
        if (!holds) {
            throw malformed();
        }
    }

    private static OnnxFormatException malformed() {
        return new OnnxFormatException("the file is no ONNX model, or is cut off");
    }
}
