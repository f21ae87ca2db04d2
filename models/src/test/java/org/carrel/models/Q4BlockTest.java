package org.carrel.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tjake.jlama.tensor.FloatBufferTensor;
import com.github.tjake.jlama.tensor.Q4ByteBufferTensor;
import com.github.tjake.jlama.tensor.TensorShape;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Q4BlockTest {

    private static final int ROWS = 8;
    private static final int COLUMNS = 256;
    private static final int BLOCKS = ROWS * COLUMNS / Q4Block.WEIGHTS;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void bytesAndScalesAreJlamas(long seed) {
        Random random = new Random(seed);
        float[] weights = new float[ROWS * COLUMNS];
        for (int i = 0; i < weights.length; i++) {
            // Every block has another magnitude, from large to below the smallest normal number.
            float magnitude = (float) Math.pow(10, 5 - i / Q4Block.WEIGHTS);
            weights[i] = magnitude * (float) random.nextGaussian();
        }
        assertSameAsJlama(weights);
    }

    @Test
    void edgesAreJlamas() {
        float[] weights = new float[ROWS * COLUMNS]; // a block of zeros among others
        java.util.Arrays.fill(weights, 32, 64, 1f);
        java.util.Arrays.fill(weights, 64, 96, -1f);
        weights[96] = 1f; // a tie between plus and minus: the first wins
        weights[97] = -1f;
        weights[128] = -0f;
        weights[160] = Float.MIN_VALUE;
        assertSameAsJlama(weights);
    }

    @Test
    void theWidestWeightIsMinusEightSteps() {
        float[] weights = new float[Q4Block.WEIGHTS];
        weights[0] = 4; // the scale is 4 / -8
        weights[17] = -1.5f; // three steps
        byte[] packed = new byte[Q4Block.BYTES];
        assertEquals(-0.5f, Q4Block.encode(weights, 0, packed, 0));
        assertEquals((byte) (8 << 4 | 0), packed[0]); // weight 16 is 0 steps, weight 0 is -8
        assertEquals((byte) (11 << 4 | 8), packed[1]); // weight 17 is +3 steps, weight 1 is 0
    }

    @Test
    void aWeightThatIsNoNumberShowsInTheScale() {
        float[] weights = new float[Q4Block.WEIGHTS];
        weights[5] = Float.NaN;
        assertTrue(Float.isNaN(Q4Block.encode(weights, 0, new byte[Q4Block.BYTES], 0)));
        weights[5] = Float.NEGATIVE_INFINITY;
        assertTrue(Float.isInfinite(Q4Block.encode(weights, 0, new byte[Q4Block.BYTES], 0)));
    }

    private static void assertSameAsJlama(float[] weights) {
        FloatBufferTensor plain = new FloatBufferTensor(TensorShape.of(ROWS, COLUMNS));
        byte[] packed = new byte[weights.length / 2];
        float[] scales = new float[BLOCKS];
        for (int block = 0; block < BLOCKS; block++) {
            int from = block * Q4Block.WEIGHTS;
            scales[block] = Q4Block.encode(weights, from, packed, block * Q4Block.BYTES);
        }
        for (int i = 0; i < weights.length; i++) {
            plain.set(weights[i], i / COLUMNS, i % COLUMNS);
        }
        Q4ByteBufferTensor expected = new Q4ByteBufferTensor(plain);
        byte[] expectedBytes = new byte[packed.length];
        expected.getMemorySegment().asByteBuffer().get(expectedBytes);
        assertArrayEquals(expectedBytes, packed);
        for (int block = 0; block < BLOCKS; block++) {
            int blocksInRow = COLUMNS / Q4Block.WEIGHTS;
            assertEquals(
                    expected.getBlockF().get(block / blocksInRow, block % blocksInRow),
                    scales[block],
                    "scale of block " + block);
        }
    }
}
