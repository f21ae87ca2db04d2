package org.carrel.models.gguf;

/**
 * One tensor of a file.
 *
 * @param name as in the file, such as {@code blk.0.attn_q.weight}
 * @param type how its blocks are packed
 * @param columns length of a row, a multiple of the type's block
 * @param rows number of rows; 1 for a vector
 * @param offset of its first byte from the start of the file
 */
public record GgufTensor(String name, TensorType type, int columns, int rows, long offset) {

    /** Bytes that one row takes in the file. */
    public int rowBytes() {
        return columns / type.blockWeights() * type.blockBytes();
    }

    /** Bytes that all rows take in the file. */
    public long bytes() {
        return (long) rowBytes() * rows;
    }
}
