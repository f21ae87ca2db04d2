package org.carrel.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowOrderTest {

    @Test
    void pairsThatLieSideBySideMoveToTheTwoHalvesOfTheirHead() {
        // Two heads of six rows. GGUF: (0,3)(1,4)(2,5), so its rows 0, 2, 4 are the first half.
        int[] sources = IntStream.range(0, 12).map(new RowOrder(6)::source).toArray();
        assertArrayEquals(new int[] {0, 2, 4, 1, 3, 5, 6, 8, 10, 7, 9, 11}, sources);
    }

    @Test
    void itUndoesThePermutationOfTheConversionToGguf() {
        int headSize = 64;
        int rows = 4 * headSize;
        // The conversion reshapes to (head, 2, size/2), swaps the last two axes and flattens.
        int[] gguf = new int[rows];
        int at = 0;
        for (int head = 0; head < 4; head++) {
            for (int i = 0; i < headSize / 2; i++) {
                for (int half = 0; half < 2; half++) {
                    gguf[at++] = head * headSize + half * headSize / 2 + i;
                }
            }
        }
        RowOrder order = new RowOrder(headSize);
        for (int row = 0; row < rows; row++) {
            assertEquals(row, gguf[order.source(row)]);
        }
    }

    @Test
    void otherMatricesStayAsTheyAre() {
        assertEquals(17, RowOrder.UNCHANGED.source(17));
    }
}
