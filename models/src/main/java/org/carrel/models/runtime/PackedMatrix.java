package org.carrel.models.runtime;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.carrel.models.packed.PackedForm;

/**
 * A matrix of 4-bit weights in {@link PackedForm}, multiplied with activations in 8 bits. Products
 * of a block are summed in 16 bits, which they fit, and blocks in F32 one after another. So a
 * result does not depend on how many rows are multiplied together, to the last bit: a prompt may be
 * read in any pieces.
 */
final class PackedMatrix implements Matrix {

    private static final int GROUP = PackedForm.ROWS;

    /** Groups of a part, see {@link BandProduct}. */
    private static final int BAND = 4;

    private static final int BLOCK = PackedForm.COLUMNS;
    private static final int TILE = RoundedRows.TILE;
    private static final int HALF = PackedForm.STEPS;
    private static final int BLOCK_BYTES = PackedForm.BLOCK_BYTES;

    private static final int LANES = Lanes.SHORTS.length();

    private final int rows;
    private final int columns;
    private final MemorySegment data;
    private final PackedRows plain;
    private final TileProduct tile;
    private final PairProduct pair;
    private final BandProduct band;

    private PackedMatrix(int rows, int columns, MemorySegment data) {
        this.rows = rows;
        this.columns = columns;
        this.data = data;
        this.plain = new PackedRows(columns, data);
        this.tile = new TileProduct(data, columns);
        this.pair = new PairProduct(data, columns);
        this.band = new BandProduct(data, columns);
    }

    /**
     * A matrix where it lies.
     *
     * @param data of {@link PackedForm#bytes}
     */
    static PackedMatrix of(int rows, int columns, MemorySegment data) {
        return new PackedMatrix(rows, columns, data);
    }

    /**
     * A packed copy.
     *
     * @param steps of each row, block after block
     * @param units the same way, in F32
     */
    static PackedMatrix pack(
            int rows, int columns, MemorySegment steps, MemorySegment units, Arena arena) {
        MemorySegment data = arena.allocate(PackedForm.bytes(rows, columns), 64);
        byte[] group = new byte[PackedForm.groupBytes(columns)];
        byte[] row = new byte[columns / 2];
        for (int r = 0; r < rows; r++) {
            MemorySegment.copy(
                    steps, ValueLayout.JAVA_BYTE, (long) r * row.length, row, 0, row.length);
            for (int block = 0; block < columns / BLOCK; block++) {
                long at = (long) r * (columns / BLOCK) + block;
                float unit = units.get(PackedRows.UNIT, at * Float.BYTES);
                PackedForm.put(group, r % GROUP, block, row, block * HALF, unit);
            }
            if (r % GROUP == GROUP - 1 || r == rows - 1) {
                long to = (long) (r / GROUP) * group.length;
                MemorySegment.copy(group, 0, data, ValueLayout.JAVA_BYTE, to, group.length);
                Arrays.fill(group, (byte) 0);
            }
        }
        return new PackedMatrix(rows, columns, data);
    }

    private long start(int group) {
        return (long) group * (columns / BLOCK) * BLOCK_BYTES;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public long bytes() {
        return data.byteSize();
    }

    int groups() {
        return PackedForm.groups(rows);
    }

    /** Of a part, which is as many groups or, at the end, fewer. */
    static int firstGroup(int part) {
        return part * BAND;
    }

    @Override
    public int parts() {
        return (groups() + BAND - 1) / BAND;
    }

    @Override
    public int width() {
        return parts() * BAND * GROUP;
    }

    @Override
    public void multiply(Rows in, int part, float[] out, int stride) {
        RoundedRows rounded = in.rounded();
        int first = firstGroup(part);
        int end = Math.min(first + BAND, groups());
        int tiled = in.count() / TILE * TILE;
        for (int lane = 0; lane < GROUP; lane += LANES) {
            for (int group = first; tiled > 0 && group < end; group += 2) {
                int second = Math.min(group + 1, end - 1);
                for (int row = 0; row < tiled; row += TILE) {
                    int to = row * stride + lane;
                    tile.multiply(
                            rounded,
                            row,
                            start(group) + lane,
                            start(second) + lane,
                            lane,
                            out,
                            to + group * GROUP,
                            to + second * GROUP,
                            stride);
                }
            }
            int left = in.count() - tiled;
            int to = tiled * stride + first * GROUP + lane;
            long from = start(first) + lane;
            if (left > 1) {
                pair.multiply(rounded, tiled, from, end - first, lane, out, to, stride);
            }
            if (left % 2 == 1) {
                int last = in.count() - 1;
                to += (left - 1) * stride;
                band.multiply(rounded, last, from, end - first, lane, out, to);
            }
        }
    }

    /** The bytes of one group. */
    byte[] group(int group) {
        return data.asSlice(start(group), PackedForm.groupBytes(columns))
                .toArray(ValueLayout.JAVA_BYTE);
    }

    /** The same numbers without a vector. */
    PackedRows plain() {
        return plain;
    }
}
