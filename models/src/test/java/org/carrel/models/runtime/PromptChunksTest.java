package org.carrel.models.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PromptChunksTest {

    @Test
    void everyChunkHasRowsThatJlamaMultipliesRightly() {
        for (int rows = 1; rows <= 2048; rows++) {
            int[] chunks = PromptChunks.of(rows);
            assertEquals(rows, Arrays.stream(chunks).sum());
            assertTrue(Arrays.stream(chunks).allMatch(size -> size <= 5 || size % 5 == 0));
        }
    }

    @Test
    void largeChunksComeFirst() {
        assertArrayEquals(new int[] {40, 40, 10, 5, 3}, PromptChunks.of(98));
        assertArrayEquals(new int[] {1}, PromptChunks.of(1));
        assertArrayEquals(new int[] {}, PromptChunks.of(0));
    }
}
