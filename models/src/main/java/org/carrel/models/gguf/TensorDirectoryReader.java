package org.carrel.models.gguf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the list of tensors that follows the metadata, and checks that each lies in the file. */
final class TensorDirectoryReader {

    private static final int MOST_TENSORS = 65_536;
    private static final int MOST_NAME_BYTES = 256;
    private static final int MOST_DIMENSIONS = 4;
    private static final int MOST_COLUMNS = 1 << 20;
    private static final int MOST_ROWS = 1 << 24;
    private static final long MOST_WEIGHTS = 1L << 31;

    private final GgufCursor cursor;
    private final long fileBytes;
    private final int alignment;

    TensorDirectoryReader(GgufCursor cursor, long fileBytes, int alignment) {
        this.cursor = cursor;
        this.fileBytes = fileBytes;
        this.alignment = alignment;
    }

    static int mostTensors() {
        return MOST_TENSORS;
    }

    List<GgufTensor> read(int tensors) throws GgufFormatException {
        List<GgufTensor> relative = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < tensors; i++) {
            GgufTensor tensor = entry(i);
            if (!names.add(tensor.name())) {
                throw new GgufFormatException("tensor " + tensor.name() + " occurs twice");
            }
            relative.add(tensor);
        }
        long data = Math.ceilDiv(cursor.position(), alignment) * alignment;
        List<GgufTensor> placed = new ArrayList<>();
        for (GgufTensor tensor : relative) {
            placed.add(place(tensor, data));
        }
        refuseOverlaps(placed);
        return placed;
    }

    private GgufTensor entry(int index) throws GgufFormatException {
        String name = cursor.text(MOST_NAME_BYTES, "name of tensor " + index);
        int dimensions = cursor.int32("number of dimensions of " + name);
        if (dimensions < 1 || dimensions > MOST_DIMENSIONS) {
            throw new GgufFormatException(
                    "tensor " + name + " has " + dimensions + " dimensions, not 1 to 4");
        }
        int columns = dimension(MOST_COLUMNS, name);
        long rows = 1;
        for (int i = 1; i < dimensions; i++) {
            rows *= dimension(MOST_ROWS, name);
            if (rows > MOST_ROWS) {
                throw new GgufFormatException("tensor " + name + " has too many rows");
            }
        }
        if (rows * columns > MOST_WEIGHTS) {
            throw new GgufFormatException("tensor " + name + " has too many weights");
        }
        TensorType type = TensorType.of(cursor.int32("type of " + name), name);
        if (columns % type.blockWeights() != 0) {
            throw new GgufFormatException(
                    ("tensor %s has rows of %d weights, not a multiple of the %d of a %s block")
                            .formatted(name, columns, type.blockWeights(), type));
        }
        long offset = cursor.int64("offset of " + name);
        return new GgufTensor(name, type, columns, (int) rows, offset);
    }

    private int dimension(int most, String name) throws GgufFormatException {
        int size = cursor.count(most, "a dimension of " + name);
        if (size == 0) {
            throw new GgufFormatException("tensor " + name + " has an empty dimension");
        }
        return size;
    }

    private GgufTensor place(GgufTensor tensor, long data) throws GgufFormatException {
        long offset = tensor.offset();
        if (offset < 0 || offset % alignment != 0) {
            throw new GgufFormatException(
                    "the offset of tensor " + tensor.name() + " is not aligned to " + alignment);
        }
        if (offset > fileBytes - data || tensor.bytes() > fileBytes - data - offset) {
            throw new GgufFormatException(
                    "tensor %s ends after the file, which has %d bytes"
                            .formatted(tensor.name(), fileBytes));
        }
        return new GgufTensor(
                tensor.name(), tensor.type(), tensor.columns(), tensor.rows(), data + offset);
    }

    /** Shared data would let a small file grow without bound when it is converted. */
    private static void refuseOverlaps(List<GgufTensor> tensors) throws GgufFormatException {
        List<GgufTensor> sorted = new ArrayList<>(tensors);
        sorted.sort(Comparator.comparingLong(GgufTensor::offset));
        for (int i = 1; i < sorted.size(); i++) {
            GgufTensor before = sorted.get(i - 1);
            if (before.offset() + before.bytes() > sorted.get(i).offset()) {
                throw new GgufFormatException(
                        "tensors " + before.name() + " and " + sorted.get(i).name() + " overlap");
            }
        }
    }
}
