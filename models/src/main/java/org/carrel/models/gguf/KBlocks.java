package org.carrel.models.gguf;

/**
 * ggml's K formats: 256 weights in a block, cut into groups that have a small scale (and in most
 * formats a small minimum) each, which one or two halves scale again. So a weight is {@code d *
 * scale * bits - dmin * minimum}.
 */
final class KBlocks {

    private KBlocks() {}

    /**
     * Q2_K: 16 bytes of group scales (low four bits) and minima (high four bits), 64 bytes of
     * two-bit weights, the halves d and dmin. 32 bytes carry 128 weights: bits 0 and 1 of the 32
     * bytes are the first 32 weights, bits 2 and 3 the next. A group is 16 weights.
     */
    static void q2(byte[] packed, int from, float[] into, int to) {
        float d = LittleEndian.half(packed, from + 80);
        float dmin = LittleEndian.half(packed, from + 82);
        for (int group = 0; group < 16; group++) {
            int scale = LittleEndian.unsigned(packed, from + group);
            float step = d * (scale & 0xf);
            float minimum = dmin * (scale >> 4);
            int bytes = from + 16 + 32 * (group / 8) + 16 * (group % 2);
            int shift = 2 * (group % 8 / 2);
            for (int j = 0; j < 16; j++) {
                int bits = LittleEndian.unsigned(packed, bytes + j) >> shift & 3;
                into[to + 16 * group + j] = step * bits - minimum;
            }
        }
    }

    /**
     * Q4_K: the halves d and dmin, 12 bytes of six-bit scales and minima, 128 bytes of four-bit
     * weights. 32 bytes carry 64 weights: the low halves first, then the high halves. A group is 32
     * weights.
     */
    static void q4(byte[] packed, int from, float[] into, int to) {
        float d = LittleEndian.half(packed, from);
        float dmin = LittleEndian.half(packed, from + 2);
        for (int group = 0; group < 8; group++) {
            float step = d * groupScale(packed, from + 4, group);
            float minimum = dmin * groupMinimum(packed, from + 4, group);
            int bytes = from + 16 + 32 * (group / 2);
            int shift = 4 * (group % 2);
            for (int j = 0; j < 32; j++) {
                int bits = LittleEndian.unsigned(packed, bytes + j) >> shift & 0xf;
                into[to + 32 * group + j] = step * bits - minimum;
            }
        }
    }

    /**
     * Q5_K: as Q4_K, with 32 bytes before the weights that hold their fifth bits: bit g of byte j
     * belongs to weight j of group g.
     */
    static void q5(byte[] packed, int from, float[] into, int to) {
        float d = LittleEndian.half(packed, from);
        float dmin = LittleEndian.half(packed, from + 2);
        for (int group = 0; group < 8; group++) {
            float step = d * groupScale(packed, from + 4, group);
            float minimum = dmin * groupMinimum(packed, from + 4, group);
            int bytes = from + 48 + 32 * (group / 2);
            int shift = 4 * (group % 2);
            for (int j = 0; j < 32; j++) {
                int low = LittleEndian.unsigned(packed, bytes + j) >> shift & 0xf;
                int high = LittleEndian.unsigned(packed, from + 16 + j) >> group & 1;
                into[to + 32 * group + j] = step * (low | high << 4) - minimum;
            }
        }
    }

    /**
     * Q6_K: 128 bytes of low four bits, 64 bytes of high two bits, 16 signed group scales, the half
     * d. A weight is {@code d * scale * (bits - 32)}; a group is 16 weights. Of 128 weights, the
     * low bits lie in 64 bytes (low halves: weights 0 to 63, high halves: 64 to 127) and the high
     * bits in 32 bytes, two bits for each quarter.
     */
    static void q6(byte[] packed, int from, float[] into, int to) {
        float d = LittleEndian.half(packed, from + 208);
        for (int weight = 0; weight < 256; weight++) {
            int half = weight / 128;
            int inHalf = weight % 128;
            int lowByte = LittleEndian.unsigned(packed, from + 64 * half + inHalf % 64);
            int highByte = LittleEndian.unsigned(packed, from + 128 + 32 * half + inHalf % 32);
            int low = lowByte >> 4 * (inHalf / 64) & 0xf;
            int high = highByte >> 2 * (inHalf / 32) & 3;
            byte scale = packed[from + 192 + weight / 16];
            into[to + weight] = d * scale * ((low | high << 4) - 32);
        }
    }

    /** Scales 0 to 3 are the low six bits of bytes 0 to 3; 4 to 7 are put together. */
    private static int groupScale(byte[] packed, int scales, int group) {
        if (group < 4) {
            return packed[scales + group] & 0x3f;
        }
        int low = packed[scales + group + 4] & 0xf;
        int high = LittleEndian.unsigned(packed, scales + group - 4) >> 6;
        return low | high << 4;
    }

    /** Minima 0 to 3 are the low six bits of bytes 4 to 7; 4 to 7 are put together. */
    private static int groupMinimum(byte[] packed, int scales, int group) {
        if (group < 4) {
            return packed[scales + group + 4] & 0x3f;
        }
        int low = LittleEndian.unsigned(packed, scales + group + 4) >> 4;
        int high = LittleEndian.unsigned(packed, scales + group) >> 6;
        return low | high << 4;
    }
}
