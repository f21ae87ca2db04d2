package org.carrel.models.gguf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** One block of each type, its weights worked out by hand from the format's definition. */
class TensorTypeTest {

    private static final int HALF_QUARTER = 0x3400; // 2^-2
    private static final int HALF_HALF = 0x3800; // 2^-1
    private static final int HALF_TWO = 0x4000; // 2^1

    @Test
    void f32IsTheNumberItself() {
        // 3.25 = 1.625 * 2^1: exponent 128, fraction .625 = 0x500000
        assertEquals(3.25f, unpack(TensorType.F32, 0x00, 0x00, 0x50, 0x40)[0]);
    }

    @Test
    void f16IsTheNumberItself() {
        // -2.5 = -1.25 * 2^1: sign 1, exponent 16, fraction .25 = 0x100
        assertEquals(-2.5f, unpack(TensorType.F16, 0x00, 0xc1)[0]);
    }

    @Test
    void bf16IsTheUpperHalfOfAnF32() {
        // 1.5 = 0x3fc00000
        assertEquals(1.5f, unpack(TensorType.BF16, 0xc0, 0x3f)[0]);
    }

    @Test
    void q8HasOneScaleFor32Bytes() {
        Block block = new Block(TensorType.Q8_0).half(0, HALF_HALF).set(2, 1).set(3, -2);
        float[] weights = block.set(33, 127).unpack();
        assertEquals(0.5f, weights[0]); // 0.5 * 1
        assertEquals(-1f, weights[1]); // 0.5 * -2
        assertEquals(63.5f, weights[31]); // 0.5 * 127
    }

    @Test
    void q4HasLowHalvesFirst() {
        Block block = new Block(TensorType.Q4_0).fill(0x88).half(0, HALF_TWO);
        float[] weights = block.set(2, 0x0f).set(17, 0x98).unpack();
        assertEquals(14f, weights[0]); // 2 * (15 - 8)
        assertEquals(-16f, weights[16]); // 2 * (0 - 8)
        assertEquals(0f, weights[15]); // 2 * (8 - 8)
        assertEquals(2f, weights[31]); // 2 * (9 - 8)
    }

    @Test
    void q2kSpreadsTwoBitsOverFourQuarters() {
        Block block = new Block(TensorType.Q2_K).half(80, HALF_HALF).half(82, HALF_QUARTER);
        // Scales: low half times d, high half times dmin.
        block.set(0, 0x21).set(1, 0x03).set(2, 0x02).set(4, 0x12).set(6, 0x0f);
        block.set(8, 0x04).set(15, 0xf3);
        // 0xe4 = 11 10 01 00: bits 0, 1, 2, 3 for weights 0, 32, 64, 96.
        float[] weights = block.set(16, 0xe4).set(32, 0x02).set(48, 0x01).set(79, 0xc0).unpack();
        assertEquals(-0.5f, weights[0]); // 0.5*1*0 - 0.25*2
        assertEquals(3f, weights[16]); // group 1: 0.5*3*2 - 0
        assertEquals(1f, weights[32]); // group 2: 0.5*2*1 - 0
        assertEquals(1.75f, weights[64]); // group 4: 0.5*2*2 - 0.25*1
        assertEquals(22.5f, weights[96]); // group 6: 0.5*15*3 - 0
        assertEquals(2f, weights[128]); // group 8: 0.5*4*1 - 0
        assertEquals(0.75f, weights[255]); // group 15: 0.5*3*3 - 0.25*15
    }

    @Test
    void q4kPutsSixBitScalesTogether() {
        Block block = scaled(new Block(TensorType.Q4_K));
        float[] weights = block.set(16, 0x7a).set(16 + 64, 0x0f).set(16 + 127, 0xf0).unpack();
        assertEquals(8.5f, weights[0]); // 0.5*2*10 - 0.25*6
        assertEquals(10.5f, weights[32]); // group 1, high half: 0.5*3*7 - 0
        assertEquals(148.75f, weights[128]); // group 4: 0.5*21*15 - 0.25*35
        assertEquals(363f, weights[255]); // group 7, high half: 0.5*49*15 - 0.25*18
    }

    @Test
    void q5kAddsTheFifthBitOfItsGroup() {
        Block block = scaled(new Block(TensorType.Q5_K));
        block.set(16, 0x11); // fifth bits of weight 0 of groups 0 and 4
        block.set(16 + 31, 0x80); // of weight 31 of group 7
        float[] weights = block.set(48, 0x7a).set(48 + 64, 0x0f).set(48 + 127, 0xf0).unpack();
        assertEquals(24.5f, weights[0]); // 0.5*2*(10+16) - 0.25*6
        assertEquals(10.5f, weights[32]); // group 1: 0.5*3*7 - 0
        assertEquals(316.75f, weights[128]); // group 4: 0.5*21*31 - 0.25*35
        assertEquals(755f, weights[255]); // group 7: 0.5*49*31 - 0.25*18
    }

    @Test
    void q6kHasSignedScales() {
        Block block = new Block(TensorType.Q6_K).half(208, HALF_HALF);
        block.set(192, 2).set(194, 4).set(196, -3).set(198, 1).set(207, -128);
        block.set(0, 0x4b).set(32, 0x95).set(127, 0xf0);
        // 0xe4 = 11 10 01 00: high bits 0, 1, 2, 3 for weights 0, 32, 64, 96.
        float[] weights = block.set(128, 0xe4).set(191, 0xc0).unpack();
        assertEquals(-21f, weights[0]); // 0.5*2*(11 + 16*0 - 32)
        assertEquals(-22f, weights[32]); // 0.5*4*(5 + 16*1 - 32)
        assertEquals(-6f, weights[64]); // 0.5*-3*(4 + 16*2 - 32)
        assertEquals(12.5f, weights[96]); // 0.5*1*(9 + 16*3 - 32)
        assertEquals(-1984f, weights[255]); // 0.5*-128*(15 + 16*3 - 32)
    }

    @Test
    void iq2xxsTakesMagnitudesFromItsCodebookAndSignsFromParity() {
        Block block = new Block(TensorType.IQ2_XXS).half(0, HALF_TWO);
        // Group 0: entries 0, 1, 2, 255; signs 0x01, 0x00, 0x03, 0x7f; scale 1.
        block.set(2, 0).set(3, 1).set(4, 2).set(5, 255);
        block.word(6, 0x01 | 0x03 << 14 | 0x7f << 21 | 1 << 28);
        // Group 7: entries 0, no signs, scale 15.
        float[] weights = block.word(2 + 7 * 8 + 4, 15 << 28).unpack();
        // A step of group 0 is 2 * (0.5 + 1) * 0.25 = 0.75; 0x08 = 8, 0x19 = 25, 0x2b = 43:
        // 0.75 * 8 = 6, 0.75 * 25 = 18.75, 0.75 * 43 = 32.25.
        // Entry 0 is eight times 0x08. One sign bit is odd, so weight 7 is negative too.
        assertArrayEquals(new float[] {-6, 6, 6, 6, 6, 6, 6, -6}, part(weights, 0));
        // Entry 1 is 0x080808080808082b, least significant byte first.
        assertArrayEquals(new float[] {32.25f, 6, 6, 6, 6, 6, 6, 6}, part(weights, 8));
        // Entry 2 is 0x0808080808081919; two sign bits are even, so weight 7 is positive.
        assertArrayEquals(new float[] {-18.75f, -18.75f, 6, 6, 6, 6, 6, 6}, part(weights, 16));
        // Entry 255 is 0x2b2b2b1908081908; seven sign bits are odd, so all are negative.
        assertArrayEquals(
                new float[] {-6, -18.75f, -6, -6, -18.75f, -32.25f, -32.25f, -32.25f},
                part(weights, 24));
        // Group 1 is all zero bits: 2 * 0.5 * 0.25 * 8 = 2.
        assertEquals(2f, weights[32]);
        // Group 7: 2 * 15.5 * 0.25 * 8 = 62.
        assertEquals(62f, weights[224]);
        assertEquals(62f, weights[255]);
    }

    @Test
    void theCodebookHasItsThreeMagnitudesAndNoEntryTwice() {
        assertEquals(256, Iq2XxsCodebook.size());
        long last = -1;
        for (int entry = 0; entry < 256; entry++) {
            long value = 0;
            for (int weight = 7; weight >= 0; weight--) {
                int magnitude = Iq2XxsCodebook.magnitude(entry, weight);
                assertTrue(magnitude == 0x08 || magnitude == 0x19 || magnitude == 0x2b);
                value = value << 8 | magnitude;
            }
            assertTrue(value > last, "entry " + entry + " is out of order");
            last = value;
        }
    }

    @Test
    void everyBlockOfARowIsUnpacked() {
        float[] weights = new float[64];
        byte[] packed = new byte[68];
        packed[1] = 0x3c; // the first block's scale is 1
        packed[2] = 5;
        packed[35] = 0x40; // the second's is 2
        packed[67] = -3;
        TensorType.Q8_0.dequantise(packed, weights, 64);
        assertEquals(5f, weights[0]);
        assertEquals(-6f, weights[63]);
    }

    /**
     * d = 0.5, dmin = 0.25, and the twelve scale bytes of Q4_K and Q5_K. Groups 0 to 3 are the low
     * six bits of bytes 0 to 3 (scale) and 4 to 7 (minimum). Group 4 has 4 bits in byte 8 and its
     * upper two in bytes 0 and 4: scale 5 + 16*1 = 21, minimum 3 + 16*2 = 35. Group 7 has bytes 11,
     * 3 and 7: scale 1 + 16*3 = 49, minimum 2 + 16*1 = 18.
     */
    private static Block scaled(Block block) {
        block.half(0, HALF_HALF).half(2, HALF_QUARTER);
        block.set(4, 0x42).set(5, 3).set(7, 0xc4); // scales 2 and 3 of groups 0 and 1
        block.set(8, 0x86).set(11, 0x40); // minimum 6 of group 0
        return block.set(12, 0x35).set(15, 0x21);
    }

    private static float[] part(float[] weights, int from) {
        return java.util.Arrays.copyOfRange(weights, from, from + 8);
    }

    private static float[] unpack(TensorType type, int... bytes) {
        Block block = new Block(type);
        for (int i = 0; i < bytes.length; i++) {
            block.set(i, bytes[i]);
        }
        return block.unpack();
    }

    private static final class Block {

        private final TensorType type;
        private final byte[] bytes;

        Block(TensorType type) {
            this.type = type;
            this.bytes = new byte[type.blockBytes()];
        }

        Block set(int at, int value) {
            bytes[at] = (byte) value;
            return this;
        }

        Block fill(int value) {
            java.util.Arrays.fill(bytes, (byte) value);
            return this;
        }

        Block half(int at, int bits) {
            return set(at, bits).set(at + 1, bits >> 8);
        }

        Block word(int at, int bits) {
            return half(at, bits).half(at + 2, bits >> 16);
        }

        float[] unpack() {
            float[] weights = new float[type.blockWeights()];
            type.dequantise(bytes, weights, weights.length);
            return weights;
        }
    }
}
