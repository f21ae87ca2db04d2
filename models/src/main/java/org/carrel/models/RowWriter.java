package org.carrel.models;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import org.carrel.models.packed.PackedForm;

/** Converts one tensor row by row; of 4-bit weights, one group of rows is in memory. */
final class RowWriter {

    private static final int BUFFER_BYTES = 1 << 20;

    private final TargetTensor tensor;
    private final Place weights;
    private final QuantisationLoss loss;

    /**
     * @param at where the tensor begins in the file
     */
    RowWriter(TargetTensor tensor, FileChannel channel, long at, QuantisationLoss loss) {
        this.tensor = tensor;
        int columns = tensor.source().columns();
        this.weights =
                new Place(
                        channel,
                        at,
                        Math.max(columns * Float.BYTES, PackedForm.groupBytes(columns)));
        this.loss = loss;
    }

    void write() throws IOException {
        RowSource source = tensor.source();
        float[] row = new float[source.columns()];
        byte[] group = new byte[PackedForm.groupBytes(row.length)];
        for (int target = 0; target < source.rows(); target++) {
            source.read(target, row);
            switch (tensor.form()) {
                case F32 -> appendFloats(row);
                case BF16 -> appendShortened(row);
                case Q4 -> {
                    int inGroup = target % PackedForm.ROWS;
                    pack(row, inGroup, group);
                    if (inGroup == PackedForm.ROWS - 1 || target == source.rows() - 1) {
                        weights.room(group.length).put(group);
                        Arrays.fill(group, (byte) 0);
                    }
                }
            }
        }
        weights.flush();
    }

    private void pack(float[] row, int inGroup, byte[] group) throws IOException {
        byte[] steps = new byte[Q4Block.BYTES];
        for (int block = 0; block < row.length / Q4Block.WEIGHTS; block++) {
            int from = block * Q4Block.WEIGHTS;
            float unit = finite(Q4Block.encode(row, from, steps, 0));
            loss.add(row, from, steps, 0, unit);
            PackedForm.put(group, inGroup, block, steps, 0, unit);
        }
    }

    private void appendFloats(float[] row) throws IOException {
        ByteBuffer buffer = weights.room(row.length * Float.BYTES);
        for (float value : row) {
            buffer.putFloat(finite(value));
        }
    }

    /** BF16 is the upper half of an F32, here rounded to the nearest, ties to even. */
    private void appendShortened(float[] row) throws IOException {
        ByteBuffer buffer = weights.room(row.length * Short.BYTES);
        for (float value : row) {
            int bits = Float.floatToRawIntBits(finite(value));
            int rounded = bits + 0x7fff + (bits >>> 16 & 1) & 0xffff_0000;
            finite(Float.intBitsToFloat(rounded));
            buffer.putShort((short) (rounded >>> 16));
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

    /** A part of the file that is filled from its start. */
    private static final class Place {

        private final FileChannel channel;
        private final ByteBuffer out;
        private long at;

        private Place(FileChannel channel, long at, int least) {
            this.channel = channel;
            this.at = at;
            this.out =
                    ByteBuffer.allocate(Math.max(BUFFER_BYTES, least))
                            .order(ByteOrder.LITTLE_ENDIAN);
        }

        private ByteBuffer room(int bytes) throws IOException {
            if (out.remaining() < bytes) {
                flush();
            }
            return out;
        }

        private void flush() throws IOException {
            out.flip();
            while (out.hasRemaining()) {
                at += channel.write(out, at);
            }
            out.clear();
        }
    }
}
