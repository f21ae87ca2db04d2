package org.carrel.models.gguf;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A GGUF file, version 2 or 3, mapped into memory for reading.
 *
 * <p>Source of the layout: the GGUF specification of the ggml project (magic, version, counts,
 * metadata, tensor directory, padding, tensor data; all little-endian). The file must not change
 * while it is open. One thread opens, reads and closes it.
 */
public final class GgufFile implements AutoCloseable {

    private static final int MAGIC = 0x46554747; // "GGUF", read as a little-endian number

    private final Arena arena;
    private final MemorySegment file;
    private final GgufMetadata metadata;
    private final Map<String, GgufTensor> tensors;

    private GgufFile(
            Arena arena,
            MemorySegment file,
            GgufMetadata metadata,
            Map<String, GgufTensor> tensors) {
        this.arena = arena;
        this.file = file;
        this.metadata = metadata;
        this.tensors = tensors;
    }

    /**
     * Maps the file and reads its head.
     *
     * @throws GgufFormatException when it is no GGUF file, is cut off or breaks a bound
     */
    public static GgufFile open(Path path) throws IOException {
        Arena arena = Arena.ofConfined();
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            MemorySegment file =
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            return read(arena, file);
        } catch (IOException | RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    private static GgufFile read(Arena arena, MemorySegment file) throws GgufFormatException {
        GgufCursor cursor = new GgufCursor(file);
        if (cursor.int32("the magic number") != MAGIC) {
            throw new GgufFormatException("the file does not begin with GGUF");
        }
        int version = cursor.int32("the version");
        if (version != 2 && version != 3) {
            throw new GgufFormatException(
                    "GGUF version " + Integer.toUnsignedString(version) + " is not 2 or 3");
        }
        int tensors = cursor.count(TensorDirectoryReader.mostTensors(), "the number of tensors");
        int pairs = cursor.count(MetadataReader.mostPairs(), "the number of metadata keys");
        GgufMetadata metadata = new GgufMetadata(new MetadataReader(cursor).read(pairs));
        int alignment = metadata.whole("general.alignment", 8, 65_536, 32);
        if (Integer.bitCount(alignment) != 1) {
            throw new GgufFormatException("general.alignment is not a power of two");
        }
        List<GgufTensor> directory =
                new TensorDirectoryReader(cursor, file.byteSize(), alignment).read(tensors);
        return new GgufFile(
                arena,
                file,
                metadata,
                directory.stream()
                        .collect(Collectors.toMap(GgufTensor::name, Function.identity())));
    }

    public GgufMetadata metadata() {
        return metadata;
    }

    /** All tensors by name. */
    public Map<String, GgufTensor> tensors() {
        return tensors;
    }

    /**
     * The tensor of that name.
     *
     * @throws GgufFormatException when there is none
     */
    public GgufTensor tensor(String name) throws GgufFormatException {
        @Nullable GgufTensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new GgufFormatException("tensor " + name + " is missing");
        }
        return tensor;
    }

    /**
     * Dequantises one row.
     *
     * @param row from 0
     * @param packed room for {@link GgufTensor#rowBytes()} bytes, overwritten
     * @param into room for {@link GgufTensor#columns()} weights, overwritten
     */
    public void readRow(GgufTensor tensor, int row, byte[] packed, float[] into) {
        long at = tensor.offset() + (long) row * tensor.rowBytes();
        MemorySegment.copy(file, ValueLayout.JAVA_BYTE, at, packed, 0, tensor.rowBytes());
        tensor.type().dequantise(packed, into, tensor.columns());
    }

    @Override
    public void close() {
        arena.close();
    }
}
