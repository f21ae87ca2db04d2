package org.carrel.models;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import org.carrel.models.gguf.GgufFile;
import org.carrel.models.gguf.GgufTensor;

/** Converts one tensor row by row and appends it to the weights file. */
final class RowWriter {

    private static final int BUFFER_BYTES = 1 << 20;

    private final GgufFile file;
    private final TargetTensor tensor;
    private final FileChannel channel;
    private final ByteBuffer out;

    RowWriter(GgufFile file, TargetTensor tensor, FileChannel channel) {
        this.file = file;
        this.tensor = tensor;
        this.channel = channel;
        int rowBytes = tensor.source().columns() * Float.BYTES;
        this.out =
                ByteBuffer.allocateDirect(Math.max(BUFFER_BYTES, rowBytes))
                        .order(ByteOrder.LITTLE_ENDIAN);
    }

    void write() throws IOException {
        GgufTensor source = tensor.source();
        float[] row = new float[source.columns()];
        byte[] packed = new byte[source.rowBytes()];
        int blocks = tensor.form() == TargetTensor.Form.Q4 ? row.length / Q4Block.WEIGHTS : 0;
        float[] scales = new float[blocks * source.rows()];
        for (int target = 0; target < source.rows(); target++) {
            file.readRow(source, tensor.rowOrder().source(target), packed, row);
            switch (tensor.form()) {
                case F32 -> appendFloats(row, 0, row.length);
                case BF16 -> appendShortened(row);
                case Q4 -> appendSteps(row, scales, target * blocks);
            }
        }
        for (int at = 0; at < scales.length; at += row.length) {
            appendFloats(scales, at, Math.min(row.length, scales.length - at));
        }
        flush();
    }

    /** Appends the steps of a row and keeps its scales, which follow when all rows are written. */
    private void appendSteps(float[] row, float[] scales, int firstScale) throws IOException {
        byte[] steps = new byte[row.length / 2];
        for (int block = 0; block < row.length / Q4Block.WEIGHTS; block++) {
            scales[firstScale + block] =
                    Q4Block.encode(row, block * Q4Block.WEIGHTS, steps, block * Q4Block.BYTES);
        }
        room(steps.length).put(steps);
    }

    private void appendFloats(float[] values, int from, int count) throws IOException {
        ByteBuffer buffer = room(count * Float.BYTES);
        for (int i = from; i < from + count; i++) {
            buffer.putFloat(finite(values[i]));
        }
    }

    /** BF16 is the upper half of an F32, here rounded to the nearest, ties to even. */
    private void appendShortened(float[] row) throws IOException {
        ByteBuffer buffer = room(row.length * Short.BYTES);
        for (float value : row) {
            int bits = Float.floatToRawIntBits(finite(value));
            buffer.putShort((short) (bits + 0x7fff + (bits >>> 16 & 1) >>> 16));
        }
    }

    /** A single weight that is no number would turn every answer into noise. */
    private float finite(float value) throws ImportRefusedException {
        if (!Float.isFinite(value)) {
            throw new ImportRefusedException(
                    "tensor " + tensor.source().name() + " holds a weight that is not a number");
        }
        return value;
    }

    private ByteBuffer room(int bytes) throws IOException {
        if (out.remaining() < bytes) {
            flush();
        }
        return out;
    }

    private void flush() throws IOException {
        WeightsFile.writeFully(channel, out.flip());
        out.clear();
    }
}
