package org.carrel.models.safetensors;

/**
 * One tensor of a file.
 *
 * @param name as in the file, such as {@code model.norm.weight}
 * @param type of its weights
 * @param rows number of rows; 1 for a vector
 * @param columns length of a row
 * @param offset of its first byte from the start of the file
 */
public record SafetensorsTensor(String name, ElementType type, int rows, int columns, long offset) {

    /** Bytes that one row takes in the file. */
    public int rowBytes() {
        return columns * type.bytes();
    }

    /** Bytes that all rows take in the file. */
    public long bytes() {
        return (long) rowBytes() * rows;
    }
}
