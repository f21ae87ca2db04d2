package org.carrel.models.gguf;

/** Formats without a second level of scales. */
final class PlainBlocks {

    private PlainBlocks() {}

    static void f32(byte[] packed, int from, float[] into, int to) {
        into[to] = Float.intBitsToFloat(LittleEndian.int32(packed, from));
    }

    static void f16(byte[] packed, int from, float[] into, int to) {
        into[to] = LittleEndian.half(packed, from);
    }

    /** BF16 is the upper half of an F32. */
    static void bf16(byte[] packed, int from, float[] into, int to) {
        into[to] = Float.intBitsToFloat(LittleEndian.int16(packed, from) << 16);
    }

    /**
     * Q4_0: a half {@code d}, then 16 bytes. Byte j holds weight j in its low and weight j + 16 in
     * its high four bits; a weight is {@code d * (bits - 8)}.
     */
    static void q4(byte[] packed, int from, float[] into, int to) {
        float d = LittleEndian.half(packed, from);
        for (int j = 0; j < 16; j++) {
            int pair = LittleEndian.unsigned(packed, from + 2 + j);
            into[to + j] = d * ((pair & 0xf) - 8);
            into[to + 16 + j] = d * ((pair >> 4) - 8);
        }
    }

    /** Q8_0: a half {@code d}, then 32 signed bytes; a weight is {@code d * byte}. */
    static void q8(byte[] packed, int from, float[] into, int to) {
        float d = LittleEndian.half(packed, from);
        for (int j = 0; j < 32; j++) {
            into[to + j] = d * packed[from + 2 + j];
        }
    }
}
