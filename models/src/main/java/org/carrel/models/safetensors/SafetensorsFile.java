package org.carrel.models.safetensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.Map;

/**
 * A safetensors file, open for reading.
 *
 * <p>Source of the layout: the format's description in the safetensors project of Hugging Face.
 */
public final class SafetensorsFile implements AutoCloseable {

    private final FileChannel file;
    private final Map<String, SafetensorsTensor> tensors;

    private SafetensorsFile(FileChannel file, Map<String, SafetensorsTensor> tensors) {
        this.file = file;
        this.tensors = Collections.unmodifiableMap(tensors);
    }

    /**
     * Opens the file and reads its header.
     *
     * @throws SafetensorsFormatException when it is no safetensors file, is cut off or too long, or
     *     breaks a bound
     */
    public static SafetensorsFile open(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return read(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static SafetensorsFile read(FileChannel channel) throws IOException {
        long size = channel.size();
        if (size < Long.BYTES) {
            throw new SafetensorsFormatException("the file is too short to be safetensors");
        }
        long length = bytes(channel, 0, Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (length < 2 || length > HeaderReader.MOST_BYTES || length > size - Long.BYTES) {
            throw new SafetensorsFormatException(
                    "the header's length is %s, but the file has %d bytes and a header at most %d"
                            .formatted(
                                    Long.toUnsignedString(length), size, HeaderReader.MOST_BYTES));
        }
        byte[] header = bytes(channel, Long.BYTES, (int) length).array();
        long start = Long.BYTES + length;
        return new SafetensorsFile(channel, new HeaderReader(start, size - start).read(header));
    }

    /** All tensors by name. */
    public Map<String, SafetensorsTensor> tensors() {
        return tensors;
    }

    /**
     * Reads one row.
     *
     * @param row from 0
     * @param packed room for {@link SafetensorsTensor#rowBytes()} bytes, overwritten
     * @param into room for {@link SafetensorsTensor#columns()} weights, overwritten
     */
    public void readRow(SafetensorsTensor tensor, int row, byte[] packed, float[] into)
            throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(packed, 0, tensor.rowBytes());
        fill(file, tensor.offset() + (long) row * tensor.rowBytes(), bytes);
        tensor.type().unpack(bytes.order(ByteOrder.LITTLE_ENDIAN), into, tensor.columns());
    }

    private static ByteBuffer bytes(FileChannel channel, long at, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        fill(channel, at, bytes);
        return bytes.flip();
    }

    private static void fill(FileChannel channel, long at, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, at + bytes.position()) < 0) {
                throw new SafetensorsFormatException("the file became shorter while it was read");
            }
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
