package org.carrel.models.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.carrel.models.packed.PackedForm;

/**
 * A model's {@code model.safetensors}, mapped: pages come from the file when they are first read,
 * are shared with whatever else maps it, and can be let go again. The arena keeps it open.
 *
 * <p>Matrices in {@link PackedForm}, F32 or BF16 are multiplied where they lie; those of older
 * imports, in Jlama's Q4, are packed into memory first. A file that is cut short while it is mapped
 * ends what runs with an error; an import never writes into a finished folder.
 */
final class WeightsMapping {

    private static final int MOST_HEADER_BYTES = 16 << 20;

    private final Path path;
    private final Arena arena;
    private final MemorySegment file;
    private final JsonNode header;
    private final long start;

    private WeightsMapping(Path path, Arena arena) throws IOException {
        this.path = path;
        this.arena = arena;
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            this.file = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
        }
        long length = file.byteSize() < Long.BYTES ? 0 : file.get(little(), 0);
        require(length > 0 && length <= MOST_HEADER_BYTES, "has no header");
        require(length <= file.byteSize() - Long.BYTES, "is cut off");
        byte[] json = file.asSlice(Long.BYTES, length).toArray(ValueLayout.JAVA_BYTE);
        this.header = new ObjectMapper().readTree(json);
        this.start = Long.BYTES + length;
    }

    /**
     * Maps the file.
     *
     * @throws UnusableModelException when it is no such file
     */
    static WeightsMapping open(Path path, Arena arena) {
        try {
            return new WeightsMapping(path, arena);
        } catch (IOException e) {
            throw new UnusableModelException(path + " cannot be read", e);
        }
    }

    /** SHA-256 of the bytes that are mapped, lower-case hexadecimal; reads them all. */
    String sha256() {
        return Sha256.hex(file);
    }

    boolean has(String name) {
        return header.has(name);
    }

    /** A vector, or a matrix of one row, in F32 or BF16. */
    float[] row(String name, int length) {
        Embedding stored = embedding(name, 1, length);
        float[] row = new float[length];
        stored.copy(0, row, 0);
        return row;
    }

    Embedding embedding(String name, int rows, int columns) {
        boolean half = type(name).equals("BF16");
        require(half || type(name).equals("F32"), "has %s in another type".formatted(name));
        return new Embedding(full(name, rows, columns, half), columns, half);
    }

    /**
     * A matrix in any form that is known.
     *
     * @param products for one of 4 bits
     */
    Matrix matrix(String name, int rows, int columns, Products products) {
        require(columns % PackedForm.COLUMNS == 0, "has rows that are not of whole blocks");
        return switch (type(name)) {
            case "U8" -> packed(name, rows, columns, products);
            case "Q4" -> older(name, rows, columns, products);
            case "F32" -> TensorMatrix.floats(rows, columns, full(name, rows, columns, false));
            case "BF16" -> TensorMatrix.halves(rows, columns, full(name, rows, columns, true));
            default -> throw unusable("has a tensor of a type that is not known");
        };
    }

    private Matrix packed(String name, int rows, int columns, Products products) {
        JsonNode shape = header.path(name).path("shape");
        require(
                shape.path(0).asInt() == PackedForm.groups(rows)
                        && shape.path(1).asInt() == columns / PackedForm.COLUMNS
                        && shape.path(2).asInt() == PackedForm.BLOCK_BYTES,
                "is packed in another form");
        MemorySegment data = tensor(name, PackedForm.bytes(rows, columns));
        PackedMatrix packed = PackedMatrix.of(rows, columns, data);
        return products == Products.OWN
                ? packed
                : TensorMatrix.unpacked(packed, 0, packed.groups(), arena);
    }

    private Matrix older(String name, int rows, int columns, Products products) {
        long weights = (long) rows * columns;
        MemorySegment steps = tensor(name, weights / 2);
        MemorySegment units = tensor(name + ".qb", weights / PackedForm.COLUMNS * Float.BYTES);
        return products == Products.OWN
                ? PackedMatrix.pack(rows, columns, steps, units, arena)
                : TensorMatrix.fourBits(rows, columns, steps, units);
    }

    private MemorySegment full(String name, int rows, int columns, boolean half) {
        return tensor(name, (long) rows * columns * (half ? Short.BYTES : Float.BYTES));
    }

    private String type(String name) {
        return header.path(name).path("dtype").asText();
    }

    private MemorySegment tensor(String name, long bytes) {
        JsonNode offsets = header.path(name).path("data_offsets");
        require(offsets.size() == 2, "has no tensor " + name);
        long from = offsets.path(0).asLong(-1);
        require(
                from >= 0
                        && offsets.path(1).asLong() - from == bytes
                        && from + bytes <= file.byteSize() - start,
                "has a tensor %s of another size".formatted(name));
        return file.asSlice(start + from, bytes);
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw unusable(otherwise);
        }
    }

    private UnusableModelException unusable(String why) {
        return new UnusableModelException(path + " " + why);
    }

    private static ValueLayout.OfLong little() {
        return ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    }
}
