package org.carrel.models.runtime;

import com.github.tjake.jlama.safetensors.DType;
import com.github.tjake.jlama.tensor.AbstractTensor;
import com.github.tjake.jlama.tensor.BFloat16BufferTensor;
import com.github.tjake.jlama.tensor.FloatBufferTensor;
import com.github.tjake.jlama.tensor.Q4ByteBufferTensor;
import com.github.tjake.jlama.tensor.TensorCache;
import com.github.tjake.jlama.tensor.TensorShape;
import com.github.tjake.jlama.tensor.operations.TensorOperationsProvider;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.carrel.models.packed.PackedForm;

/**
 * Weights as Jlama's tensors, in F32, BF16 or its 4 bits, multiplied by its products with
 * activations in F32: native ones where its library has been loaded, those in the Vector API
 * otherwise. F32 and BF16 are not copied: a tensor is a window on the file.
 */
final class TensorMatrix implements Matrix {

    /** What Jlama itself computes at a time. */
    private static final int MOST_OUTPUTS = 128;

    /** More rows, unless a multiple of five, meet a corner that Jlama computes wrongly. */
    private static final int MOST_ROWS = 5;

    private static final int GROUP = PackedForm.ROWS;
    private static final int BLOCK = PackedForm.COLUMNS;

    static {
        // Jlama switches the bounds checks of vectors off for the whole JVM, when it is loaded
        // before the first of them was used.
        Lanes.requireBoundsChecks();
    }

    private final int rows;
    private final int columns;
    private final int partRows;
    private final List<AbstractTensor<?, ?>> parts;

    /** A tensor for each part, from the number of its first row. */
    private TensorMatrix(int rows, int columns, IntFunction<AbstractTensor<?, ?>> tensor) {
        this.rows = rows;
        this.columns = columns;
        this.partRows = partRows(rows);
        this.parts =
                IntStream.range(0, Math.ceilDiv(rows, partRows))
                        .<AbstractTensor<?, ?>>mapToObj(part -> tensor.apply(part * partRows))
                        .toList();
    }

    /** So that parts are of one size, as callers have it, but for the vocabulary's last. */
    private static int partRows(int rows) {
        int whole = PackedForm.groups(rows) * GROUP;
        return Math.min(MOST_OUTPUTS, Integer.lowestOneBit(whole));
    }

    private static int count(int rows, int from) {
        return Math.min(partRows(rows), rows - from);
    }

    /** Weights in F32, row after row, where they lie. */
    static TensorMatrix floats(int rows, int columns, MemorySegment values) {
        return new TensorMatrix(
                rows,
                columns,
                from -> floats(values, (long) from * columns, count(rows, from), columns));
    }

    /** Weights in BF16, row after row, where they lie. */
    static TensorMatrix halves(int rows, int columns, MemorySegment values) {
        return new TensorMatrix(
                rows,
                columns,
                from -> {
                    int count = count(rows, from);
                    long start = (long) from * columns * Short.BYTES;
                    ByteBuffer part = buffer(values, start, (long) count * columns * Short.BYTES);
                    TensorShape shape = TensorShape.of(count, columns);
                    return new BFloat16BufferTensor("", part.asShortBuffer(), shape, false);
                });
    }

    /**
     * Weights in Jlama's 4 bits, where they lie.
     *
     * @param steps of each row, block after block
     * @param units the same way, in F32
     */
    static TensorMatrix fourBits(int rows, int columns, MemorySegment steps, MemorySegment units) {
        return new TensorMatrix(
                rows,
                columns,
                from -> {
                    int count = count(rows, from);
                    long start = (long) from * columns / 2;
                    int blocks = columns / BLOCK;
                    return new Q4ByteBufferTensor(
                            "",
                            buffer(steps, start, (long) count * columns / 2),
                            floats(units, (long) from * blocks, count, blocks),
                            TensorShape.of(count, columns),
                            false);
                });
    }

    /** A copy of some groups of packed rows in Jlama's 4 bits. */
    static TensorMatrix unpacked(PackedMatrix packed, int first, int groups, Arena arena) {
        int rows = Math.min(packed.rows() - first * GROUP, groups * GROUP);
        int columns = packed.plain().columns();
        long weights = (long) rows * columns;
        MemorySegment steps = arena.allocate(weights / 2, Long.BYTES);
        MemorySegment units = arena.allocate(weights / BLOCK * Float.BYTES, Long.BYTES);
        byte[] row = new byte[columns / 2];
        for (int group = 0; group < groups; group++) {
            byte[] bytes = packed.group(first + group);
            for (int r = group * GROUP; r < Math.min(rows, (group + 1) * GROUP); r++) {
                for (int block = 0; block < columns / BLOCK; block++) {
                    int to = block * PackedForm.STEPS;
                    float unit = PackedForm.take(bytes, r % GROUP, block, row, to);
                    long at = ((long) r * (columns / BLOCK) + block) * Float.BYTES;
                    units.set(PackedRows.UNIT, at, unit);
                }
                long at = (long) r * row.length;
                MemorySegment.copy(row, 0, steps, ValueLayout.JAVA_BYTE, at, row.length);
            }
        }
        return fourBits(rows, columns, steps, units);
    }

    private static FloatBufferTensor floats(
            MemorySegment values, long from, int rows, int columns) {
        ByteBuffer part = buffer(values, from * Float.BYTES, (long) rows * columns * Float.BYTES);
        return new FloatBufferTensor(part.asFloatBuffer(), TensorShape.of(rows, columns), false);
    }

    private static ByteBuffer buffer(MemorySegment values, long from, long bytes) {
        return values.asSlice(from, bytes).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public long bytes() {
        return parts.stream().mapToLong(TensorMatrix::bytes).sum();
    }

    private static long bytes(AbstractTensor<?, ?> tensor) {
        long units = tensor instanceof Q4ByteBufferTensor four ? bytes(four.getBlockF()) : 0;
        return tensor.getMemorySegment().byteSize() + units;
    }

    @Override
    public int parts() {
        return parts.size();
    }

    @Override
    public int width() {
        return parts() * partRows;
    }

    @Override
    public void multiply(Rows in, int part, float[] out, int stride) {
        AbstractTensor<?, ?> weights = parts.get(part);
        int outputs = weights.shape().first();
        for (int row = 0; row < in.count(); row += MOST_ROWS) {
            int count = Math.min(MOST_ROWS, in.count() - row);
            try (AbstractTensor<?, ?> input = tensor(count, columns);
                    AbstractTensor<?, ?> product = tensor(count, outputs)) {
                fill(input, in.values(), row * columns);
                TensorOperationsProvider.get()
                        .dotProductChunk(product, input, weights, 0, columns, 0, outputs);
                for (int i = 0; i < count; i++) {
                    read(product, i, out, (row + i) * stride + part * partRows);
                }
            }
        }
    }

    private static AbstractTensor<?, ?> tensor(int rows, int columns) {
        return TensorCache.instance.get(DType.F32, TensorShape.of(rows, columns));
    }

    private static void fill(AbstractTensor<?, ?> tensor, float[] from, int start) {
        MemorySegment to = tensor.getMemorySegment();
        int count = Math.toIntExact(tensor.size());
        MemorySegment.copy(from, start, to, ValueLayout.JAVA_FLOAT_UNALIGNED, 0, count);
    }

    private static void read(AbstractTensor<?, ?> tensor, int row, float[] to, int start) {
        int count = tensor.shape().last();
        long from = (long) row * count * Float.BYTES;
        MemorySegment.copy(
                tensor.getMemorySegment(),
                ValueLayout.JAVA_FLOAT_UNALIGNED,
                from,
                to,
                start,
                count);
    }
}
