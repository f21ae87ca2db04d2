package org.carrel.models.gguf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random blocks of every type, against a second reading of ggml's block layouts (ggml-common.h) in
 * double precision, which finds each weight by its own number and shares nothing with the first.
 */
class TensorTypeReferenceTest {

    private static final int BLOCKS = 40;

    @ParameterizedTest
    @EnumSource(TensorType.class)
    void everyWeightIsTheReferences(TensorType type) {
        Random random = new Random(type.ordinal() + 1L);
        byte[] packed = new byte[BLOCKS * type.blockBytes()];
        random.nextBytes(packed);
        int weights = BLOCKS * type.blockWeights();
        for (int block = 0; block < BLOCKS; block++) {
            for (int at : halves(type)) {
                // Random bits would be infinite now and then; these are 2^-8 to 2^8, of any sign.
                int bits = random.nextInt(7 << 10, 24 << 10) | random.nextInt(2) << 15;
                packed[block * type.blockBytes() + at] = (byte) bits;
                packed[block * type.blockBytes() + at + 1] = (byte) (bits >> 8);
            }
        }
        float[] unpacked = new float[weights];
        type.dequantise(packed, unpacked, weights);
        for (int i = 0; i < weights; i++) {
            Block block = new Block(packed, i / type.blockWeights() * type.blockBytes());
            double expected = block.weight(type, i % type.blockWeights());
            // A weight is the difference of two products of at most a half, 6 and 8 bits.
            double size = 0;
            for (int at : halves(type)) {
                size += Math.abs(block.half(at)) * (1 << 14);
            }
            double tolerance = size * 0x1p-24;
            if (!Double.isNaN(expected)) {
                assertEquals(expected, unpacked[i], tolerance, type + " weight " + i);
            }
        }
    }

    /** Where a block has half-precision scales. */
    private static int[] halves(TensorType type) {
        return switch (type) {
            case F32, F16, BF16 -> new int[0];
            case Q4_0, Q8_0, IQ2_XXS -> new int[] {0};
            case Q4_K, Q5_K -> new int[] {0, 2};
            case Q2_K -> new int[] {80, 82};
            case Q6_K -> new int[] {208};
        };
    }

    private record Block(byte[] packed, int from) {

        private double weight(TensorType type, int i) {
            return switch (type) {
                case F32 -> Float.intBitsToFloat((int) little(0, 4));
                case F16 -> half(0);
                case BF16 -> Float.intBitsToFloat((int) (little(0, 2) << 16));
                case Q8_0 -> half(0) * signed(2 + i);
                case Q4_0 -> half(0) * (bits(16 + 8 * (i % 16) + 4 * (i / 16), 4) - 8);
                case Q2_K -> q2(i);
                case Q4_K -> half(0) * scale(i / 32, 0) * nibble(16, i) - minimum(i);
                case Q5_K -> {
                    long fifth = bits(8 * (16 + i % 32) + i / 32, 1);
                    yield half(0) * scale(i / 32, 0) * (nibble(48, i) + 16 * fifth) - minimum(i);
                }
                case Q6_K -> q6(i);
                case IQ2_XXS -> iq2(i);
            };
        }

        private double q2(int i) {
            long scale = bits(8 * (i / 16), 4);
            long minimum = bits(8 * (i / 16) + 4, 4);
            int part = i % 128;
            long quant = bits(8 * (16 + 32 * (i / 128) + part % 32) + 2 * (part / 32), 2);
            return half(80) * scale * quant - half(82) * minimum;
        }

        /** 64 weights share 32 bytes: first all low halves, then all high ones. */
        private long nibble(int start, int i) {
            return bits(8 * (start + 32 * (i / 64) + i % 32) + 4 * (i % 64 / 32), 4);
        }

        private double minimum(int i) {
            return half(2) * scale(i / 32, 4);
        }

        /** The six-bit numbers of get_scale_min_k4: scales at 0, minima at 4 of twelve bytes. */
        private long scale(int group, int shift) {
            int bytes = 4;
            if (group < 4) {
                return bits(8 * (bytes + group + shift), 6);
            }
            long low = bits(8 * (bytes + group + 4) + shift, 4);
            return low + 16 * bits(8 * (bytes + group - 4 + shift) + 6, 2);
        }

        private double q6(int i) {
            int part = i % 128;
            long low = bits(8 * (64 * (i / 128) + part % 64) + 4 * (part / 64), 4);
            long high = bits(8 * (128 + 32 * (i / 128) + part % 32) + 2 * (part / 32), 2);
            return half(208) * signed(192 + i / 16) * (low + 16 * high - 32);
        }

        private double iq2(int i) {
            int start = 2 + 8 * (i / 32);
            int eight = i % 32 / 8;
            int entry = (int) little(start + eight, 1);
            long word = little(start + 4, 4);
            long signs = word >> 7 * eight & 127;
            // The eighth sign makes their number even.
            long parity = Long.bitCount(signs) % 2;
            long negative = i % 8 == 7 ? parity : signs >> i % 8 & 1;
            double size = half(0) * (0.5 + (word >> 28)) * 0.25;
            return size * Iq2XxsCodebook.magnitude(entry, i % 8) * (negative == 1 ? -1 : 1);
        }

        private double half(int at) {
            long bits = little(at, 2);
            long exponent = bits >> 10 & 31;
            double fraction = (bits & 1023) / 1024.0;
            double size =
                    exponent == 0
                            ? fraction * Math.pow(2, -14)
                            : (1 + fraction) * Math.pow(2, exponent - 15);
            if (exponent == 31) {
                size = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
            }
            return bits >> 15 == 1 ? -size : size;
        }

        private int signed(int at) {
            return packed[from + at];
        }

        private long bits(int at, int count) {
            return little(at / 8, 1) >> at % 8 & (1L << count) - 1;
        }

        private long little(int at, int count) {
            long value = 0;
            for (int i = count - 1; i >= 0; i--) {
                value = value << 8 | packed[from + at + i] & 0xff;
            }
            return value;
        }
    }
}
