package org.carrel.models.gguf;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A GGUF file, version 2 or 3, open for reading.
 *
 * <p>Source of the layout: the GGUF specification of the ggml project (magic, version, counts,
 * metadata, tensor directory, padding, tensor data; all little-endian). The head is mapped while it
 * is read; weights are read row by row, so that a large file takes no memory.
 */
public final class GgufFile implements AutoCloseable {

    private static final int MAGIC = 0x46554747; // "GGUF", read as a little-endian number

    private final FileChannel file;
    private final GgufMetadata metadata;
    private final Map<String, GgufTensor> tensors;

    private GgufFile(FileChannel file, GgufMetadata metadata, Map<String, GgufTensor> tensors) {
        this.file = file;
        this.metadata = metadata;
        this.tensors = tensors;
    }

    /**
     * Opens the file and reads its head.
     *
     * @throws GgufFormatException when it is no GGUF file, is cut off or breaks a bound
     */
    public static GgufFile open(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try (Arena arena = Arena.ofConfined()) {
            return read(
                    channel, channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static GgufFile read(FileChannel channel, MemorySegment file)
            throws GgufFormatException {
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
                channel,
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
    public void readRow(GgufTensor tensor, int row, byte[] packed, float[] into)
            throws IOException {
        long at = tensor.offset() + (long) row * tensor.rowBytes();
        ByteBuffer bytes = ByteBuffer.wrap(packed, 0, tensor.rowBytes());
        while (bytes.hasRemaining()) {
            if (file.read(bytes, at + bytes.position()) < 0) {
                throw new GgufFormatException("the file became shorter while it was read");
            }
        }
        tensor.type().dequantise(packed, into, tensor.columns());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
