package org.carrel.models.runtime;

import java.util.stream.IntStream;

/**
 * How a prompt is cut for Jlama, whose native matrix product computes a wrong corner for batches of
 * more than five rows that are no multiple of five.
 */
final class PromptChunks {

    /**
     * Few sizes, since Jlama keeps buffers for each; the largest takes under a second for a model
     * of 1.1 billion weights on two cores, so that a cancelled prompt stops soon.
     */
    private static final int[] SIZES = {40, 20, 10, 5};

    private PromptChunks() {}

    /** Row counts that add up to {@code rows}, each a multiple of five but for a last one below. */
    static int[] of(int rows) {
        IntStream.Builder chunks = IntStream.builder();
        int left = rows;
        for (int size : SIZES) {
            for (; left >= size; left -= size) {
                chunks.add(size);
            }
        }
        if (left > 0) {
            chunks.add(left);
        }
        return chunks.build().toArray();
    }
}
