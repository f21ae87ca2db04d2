package org.carrel.models.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedMatrixTest {

    private static final int COLUMNS = 96;

    /** A tile, a pair, one more, and all that comes before. */
    private static final int MOST_ROWS = 7;

    /** Whole bands, and bands of one, two and three groups, the last filled or not. */
    @ParameterizedTest
    @ValueSource(ints = {1, 31, 32, 64, 90, 96, 128, 129, 256, 300, 352})
    void aRowHasTheSameBitsInWhateverCompanyAndTheValuesOfAPlainLoop(int outputs) {
        Random random = new Random(outputs);
        try (Arena arena = Arena.ofConfined()) {
            PackedMatrix matrix = matrix(outputs, random, arena);
            Rows all = rows(MOST_ROWS, random);
            float[][] alone = new float[MOST_ROWS][];
            for (int row = 0; row < MOST_ROWS; row++) {
                alone[row] = products(matrix, part(all, row, 1))[0];
                for (int i = 0; i < outputs; i++) {
                    float plain = matrix.plain().exact(i, all.values(), row * COLUMNS);
                    assertEquals(plain, alone[row][i], 1e-4 * COLUMNS);
                }
            }
            for (int count = 2; count <= MOST_ROWS; count++) {
                float[][] together = products(matrix, part(all, 0, count));
                for (int row = 0; row < count; row++) {
                    assertArrayEquals(alone[row], together[row]);
                }
            }
        }
    }

    private static float[][] products(PackedMatrix matrix, Rows rows) {
        int width = matrix.width();
        float[] all = new float[rows.count() * width];
        for (int part = 0; part < matrix.parts(); part++) {
            matrix.multiply(rows, part, all, width);
        }
        float[][] products = new float[rows.count()][];
        for (int row = 0; row < rows.count(); row++) {
            products[row] = Arrays.copyOfRange(all, row * width, row * width + matrix.rows());
        }
        return products;
    }

    private static PackedMatrix matrix(int outputs, Random random, Arena arena) {
        byte[] bytes = new byte[outputs * COLUMNS / 2];
        random.nextBytes(bytes);
        MemorySegment steps = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
        MemorySegment units =
                arena.allocate((long) outputs * COLUMNS / RoundedRows.BLOCK * Float.BYTES);
        for (long at = 0; at < units.byteSize(); at += Float.BYTES) {
            units.set(ValueLayout.JAVA_FLOAT_UNALIGNED, at, random.nextFloat() / 8);
        }
        return PackedMatrix.pack(outputs, COLUMNS, steps, units, arena);
    }

    /** Values that 8 bits hold. */
    private static Rows rows(int count, Random random) {
        Rows rows = Rows.of(count, COLUMNS);
        for (int i = 0; i < rows.values().length; i++) {
            rows.values()[i] =
                    i % RoundedRows.BLOCK == 0 ? 127f / 64 : (random.nextInt(255) - 127) / 64f;
        }
        return rows;
    }

    private static Rows part(Rows from, int first, int count) {
        Rows part = Rows.of(count, COLUMNS);
        System.arraycopy(from.values(), first * COLUMNS, part.values(), 0, count * COLUMNS);
        for (int row = 0; row < count; row++) {
            part.round(row);
        }
        return part;
    }
}
