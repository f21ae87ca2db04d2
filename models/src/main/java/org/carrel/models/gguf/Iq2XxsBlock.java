package org.carrel.models.gguf;

/**
 * IQ2_XXS: 256 weights in 66 bytes, a little over two bits each.
 *
 * <p>A half d, then eight groups of 8 bytes, one for 32 weights. In a group, bytes 0 to 3 choose
 * four entries of the {@link Iq2XxsCodebook}, eight weights each; bytes 4 to 7 are a word whose
 * bits 7k to 7k + 6 are the signs of the k-th eight and whose top four bits are the group's scale
 * s. A weight is {@code d * (0.5 + s) * 0.25 * magnitude}, negated when its sign bit is set. The
 * sign of the eighth weight is not stored: it makes the number of negative weights even.
 */
final class Iq2XxsBlock {

    private Iq2XxsBlock() {}

    static void decode(byte[] packed, int from, float[] into, int to) {
        float d = LittleEndian.half(packed, from);
        for (int group = 0; group < 8; group++) {
            int bytes = from + 2 + 8 * group;
            int word = LittleEndian.int32(packed, bytes + 4);
            float step = d * (0.5f + (word >>> 28)) * 0.25f;
            for (int eight = 0; eight < 4; eight++) {
                int entry = LittleEndian.unsigned(packed, bytes + eight);
                int stored = word >>> (7 * eight) & 0x7f;
                int signs = stored | (Integer.bitCount(stored) & 1) << 7;
                for (int weight = 0; weight < 8; weight++) {
                    float magnitude = step * Iq2XxsCodebook.magnitude(entry, weight);
                    into[to + 32 * group + 8 * eight + weight] =
                            (signs >> weight & 1) == 0 ? magnitude : -magnitude;
                }
            }
        }
    }
}
