package org.carrel.models;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.carrel.models.packed.PackedForm;

/**
 * Writes {@code model.safetensors}: eight bytes with the header's length, the header (JSON: name,
 * type, shape and place of each tensor), then the tensors one after the other. A {@code Q4} tensor
 * is one of bytes, by groups, blocks and the bytes of a block, see {@link PackedForm}.
 *
 * <p>One group of rows is in memory at a time.
 */
final class WeightsFile {

    /** A header of the largest model that runs has a tenth of it. */
    private static final int MOST_HEADER_BYTES = (1 << 20) - Long.BYTES;

    /** The tensors begin at a multiple of this, which JSON fills up with spaces. */
    private static final int ALIGNMENT = 64;

    private final List<TargetTensor> tensors;
    private final ImportProgress progress;

    WeightsFile(List<TargetTensor> tensors, ImportProgress progress) {
        this.tensors = tensors;
        this.progress = progress;
    }

    /** Bytes that the whole file takes. */
    long bytes() throws IOException {
        return header().length + tensors.stream().mapToLong(TargetTensor::storedBytes).sum();
    }

    /**
     * Writes the file and forces it to the disk.
     *
     * @return what quantising lost
     */
    ModelFacts.Loss write(Path path) throws IOException {
        long total = tensors.stream().mapToLong(TargetTensor::weights).sum();
        long done = 0;
        QuantisationLoss loss = new QuantisationLoss();
        try (FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer header = ByteBuffer.wrap(header());
            long at = header.remaining();
            while (header.hasRemaining()) {
                channel.write(header);
            }
            for (TargetTensor tensor : tensors) {
                progress.at(ImportProgress.Stage.QUANTISE, done, total);
                new RowWriter(tensor, channel, at, loss).write();
                loss.end(tensor.name());
                at += tensor.storedBytes();
                done += tensor.weights();
            }
            channel.force(true);
        }
        progress.at(ImportProgress.Stage.QUANTISE, done, total);
        return loss.total();
    }

    private byte[] header() throws IOException {
        ObjectMapper json = new ObjectMapper();
        ObjectNode header = json.createObjectNode();
        long at = 0;
        for (TargetTensor tensor : tensors) {
            describe(header.putObject(tensor.name()), tensor, at);
            at += tensor.storedBytes();
        }
        String text = json.writeValueAsString(header);
        int length = Math.ceilDiv(text.length() + Long.BYTES, ALIGNMENT) * ALIGNMENT - Long.BYTES;
        if (length > MOST_HEADER_BYTES) {
            throw new ImportRefusedException("the model has too many tensors for one file");
        }
        byte[] bytes = new byte[Long.BYTES + length];
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(length).put(text.getBytes(StandardCharsets.US_ASCII));
        while (buffer.hasRemaining()) {
            buffer.put((byte) ' ');
        }
        return bytes;
    }

    private static void describe(ObjectNode entry, TargetTensor tensor, long at) {
        int rows = tensor.source().rows();
        int columns = tensor.source().columns();
        boolean packed = tensor.form() == TargetTensor.Form.Q4;
        ArrayNode shape =
                entry.put("dtype", packed ? "U8" : tensor.form().name()).putArray("shape");
        if (packed) {
            shape.add(PackedForm.groups(rows)).add(columns / PackedForm.COLUMNS);
            shape.add(PackedForm.BLOCK_BYTES);
        } else if (rows == 1) {
            shape.add(columns);
        } else {
            shape.add(rows).add(columns);
        }
        entry.putArray("data_offsets").add(at).add(at + tensor.storedBytes());
    }
}
