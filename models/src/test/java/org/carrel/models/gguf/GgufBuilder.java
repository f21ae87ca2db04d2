package org.carrel.models.gguf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes GGUF files for tests, byte by byte from the specification. */
public final class GgufBuilder {

    private static final int ALIGNMENT = 32;

    private record Entry(String name, int type, long[] dimensions, byte[] bytes) {}

    private final ByteArrayOutputStream metadata = new ByteArrayOutputStream();
    private final List<Entry> tensors = new ArrayList<>();
    private int version = 3;
    private int pairs;
    private long offsetShift;

    public GgufBuilder version(int number) {
        version = number;
        return this;
    }

    /** Moves the offset that is written for every tensor but the first. */
    GgufBuilder shiftOffsets(long by) {
        offsetShift = by;
        return this;
    }

    public GgufBuilder text(String key, String value) {
        return pair(key, 8, string(value));
    }

    public GgufBuilder whole(String key, int value) {
        return pair(key, 4, ints(value));
    }

    public GgufBuilder real(String key, float value) {
        return pair(key, 6, ints(Float.floatToIntBits(value)));
    }

    public GgufBuilder flag(String key, boolean value) {
        return pair(key, 7, new byte[] {(byte) (value ? 1 : 0)});
    }

    public GgufBuilder texts(String key, List<String> values) {
        ByteArrayOutputStream out = arrayHead(8, values.size());
        values.forEach(value -> out.writeBytes(string(value)));
        return pair(key, 9, out.toByteArray());
    }

    public GgufBuilder reals(String key, List<Float> values) {
        ByteArrayOutputStream out = arrayHead(6, values.size());
        values.forEach(value -> out.writeBytes(ints(Float.floatToIntBits(value))));
        return pair(key, 9, out.toByteArray());
    }

    public GgufBuilder wholes(String key, List<Integer> values) {
        ByteArrayOutputStream out = arrayHead(5, values.size());
        values.forEach(value -> out.writeBytes(ints(value)));
        return pair(key, 9, out.toByteArray());
    }

    /** A pair whose value is given as raw bytes. */
    public GgufBuilder pair(String key, int type, byte[] value) {
        metadata.writeBytes(string(key));
        metadata.writeBytes(ints(type));
        metadata.writeBytes(value);
        pairs++;
        return this;
    }

    /** A tensor with its packed bytes; the first dimension is the length of a row. */
    public GgufBuilder tensor(String name, int type, byte[] bytes, long... dimensions) {
        tensors.add(new Entry(name, type, dimensions, bytes));
        return this;
    }

    public GgufBuilder floats(String name, float[] values, long... dimensions) {
        ByteBuffer bytes = little(4 * values.length);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return tensor(name, 0, bytes.array(), dimensions);
    }

    public byte[] build() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(ints(version));
        out.writeBytes(longs(tensors.size(), pairs));
        out.writeBytes(metadata.toByteArray());
        long at = 0;
        for (Entry tensor : tensors) {
            out.writeBytes(string(tensor.name()));
            out.writeBytes(ints(tensor.dimensions().length));
            out.writeBytes(longs(tensor.dimensions()));
            out.writeBytes(ints(tensor.type()));
            out.writeBytes(longs(at == 0 ? 0 : at + offsetShift));
            at = aligned(at + tensor.bytes().length);
        }
        for (Entry tensor : tensors) {
            out.writeBytes(new byte[(int) (aligned(out.size()) - out.size())]);
            out.writeBytes(tensor.bytes());
        }
        return out.toByteArray();
    }

    public static byte[] ints(int... values) {
        ByteBuffer bytes = little(4 * values.length);
        for (int value : values) {
            bytes.putInt(value);
        }
        return bytes.array();
    }

    public static byte[] longs(long... values) {
        ByteBuffer bytes = little(8 * values.length);
        for (long value : values) {
            bytes.putLong(value);
        }
        return bytes.array();
    }

    private static byte[] string(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        ByteBuffer all = little(8 + bytes.length);
        return all.putLong(bytes.length).put(bytes).array();
    }

    private static ByteArrayOutputStream arrayHead(int type, long length) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ints(type));
        out.writeBytes(longs(length));
        return out;
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static long aligned(long at) {
        return Math.ceilDiv(at, ALIGNMENT) * ALIGNMENT;
    }
}
