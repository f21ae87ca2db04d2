package org.carrel.models.safetensors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsFileTest {

    private static final float[] MATRIX = {1, -2.5f, 0, 0.25f, 65_280, -0.007_812_5f};

    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource(ElementType.class)
    void rowsAreReadOfEveryType(ElementType type) throws IOException {
        byte[] bytes =
                new SafetensorsBuilder(type)
                        .add("before", new float[] {9, 9}, 2)
                        .add("matrix", MATRIX, 3)
                        .build();
        try (SafetensorsFile file = SafetensorsFile.open(write(bytes))) {
            SafetensorsTensor matrix = tensor(file, "matrix");
            assertEquals(2, matrix.rows());
            assertEquals(3, matrix.columns());
            assertEquals(1, tensor(file, "before").rows());
            float[] row = new float[3];
            byte[] packed = new byte[matrix.rowBytes()];
            file.readRow(matrix, 0, packed, row);
            assertArrayEquals(new float[] {1, -2.5f, 0}, row);
            file.readRow(matrix, 1, packed, row);
            assertArrayEquals(new float[] {0.25f, 65_280, -0.007_812_5f}, row);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[4,12]}} | not at 0",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} | take 8 bytes",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},"
                        + "'b':{'dtype':'F32','shape':[2],'data_offsets':[4,12]}} | begins at byte 4",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},"
                        + "'b':{'dtype':'F32','shape':[1],'data_offsets':[8,12]}} | begins at byte 8",
                "{'a':{'dtype':'F32','shape':[3],'data_offsets':[0,12]},"
                        + "'a':{'dtype':'F32','shape':[3],'data_offsets':[0,12]}} | a name twice",
                "{'a':{'dtype':'F32','dtype':'F32','shape':[3],'data_offsets':[0,12]}} | a name twice",
                "{'a':{'dtype':'F32','shape':[4],'data_offsets':[0,12]}} | its shape needs 16",
                "{'a':{'dtype':'F32','shape':[3],'data_offsets':[0,16]}} | is not in 0 to 12",
                "{'a':{'dtype':'F32','shape':[3],'data_offsets':[-4,8]}} | is not in 0 to 12",
                "{'a':{'dtype':'F32','shape':[3],'data_offsets':[12,0]}} | is not in 12 to 12",
                "{'a':{'dtype':'F32','shape':[-3],'data_offsets':[0,12]}} | is not in 1 to",
                "{'a':{'dtype':'F32','shape':[0],'data_offsets':[0,0]}} | is not in 1 to",
                "{'a':{'dtype':'F32','shape':[9223372036854775808,1],'data_offsets':[0,12]}}"
                        + " | is not in 1 to",
                "{'a':{'dtype':'F32','shape':[4294967296,4294967297],'data_offsets':[0,12]}}"
                        + " | is not in 1 to",
                "{'a':{'dtype':'F32','shape':[1.5],'data_offsets':[0,12]}} | is not in 1 to",
                "{'a':{'dtype':'F32','shape':['3'],'data_offsets':[0,12]}} | is not in 1 to",
                "{'a':{'dtype':'F32','shape':[],'data_offsets':[0,12]}} | has 0 dimensions",
                "{'a':{'dtype':'F32','shape':[1,1,3],'data_offsets':[0,12]}} | has 3 dimensions",
                "{'a':{'dtype':'I64','shape':[3],'data_offsets':[0,12]}} | the type I64",
                "{'a':{'shape':[3],'data_offsets':[0,12]}} | the type none",
                "{'a':{'dtype':'F32','shape':[3]}} | has no data_offsets",
                "{'a':7} | the type none",
                "{} | take 0 bytes",
                "[] | is no JSON object",
                "{'a' | is no JSON",
                "{} {} | is no JSON"
            })
    void aHeaderThatLiesIsRefused(String header, String message) throws IOException {
        assertRefused(message, SafetensorsBuilder.file(header.replace('\'', '"'), new byte[12]));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1, 1L << 62, Long.MIN_VALUE, 200, 17 << 20})
    void aLengthOfTheHeaderThatLiesIsRefused(long length) throws IOException {
        byte[] bytes = SafetensorsBuilder.file("{}", new byte[40]);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
        assertRefused("the header's length is", bytes);
    }

    @Test
    void aFileCutAnywhereIsRefused() throws IOException {
        byte[] whole = new SafetensorsBuilder(ElementType.F16).add("a", MATRIX, 3).build();
        for (int length = 0; length < whole.length; length++) {
            assertRefused("", Arrays.copyOf(whole, length));
        }
        assertRefused("the tensors take", Arrays.copyOf(whole, whole.length + 1));
    }

    @Test
    void aDamagedHeaderIsReadOrRefusedAndNothingElse() throws IOException {
        byte[] whole =
                new SafetensorsBuilder(ElementType.BF16)
                        .add("a", MATRIX, 3)
                        .add("b", MATRIX, 2)
                        .build();
        Random random = new Random(11);
        int read = 0;
        for (int i = 0; i < 500; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(whole.length - 24)] ^= (byte) (1 << random.nextInt(8));
            try (SafetensorsFile file = SafetensorsFile.open(write(damaged))) {
                for (SafetensorsTensor tensor : file.tensors().values()) {
                    file.readRow(
                            tensor,
                            tensor.rows() - 1,
                            new byte[tensor.rowBytes()],
                            new float[tensor.columns()]);
                    read++;
                }
            } catch (SafetensorsFormatException expected) {
                continue;
            }
        }
        assertTrue(read > 0, "some damage is in a name and harmless");
    }

    @Test
    void aFileThatShrinksMeanwhileIsNoticed() throws IOException {
        byte[] whole = new SafetensorsBuilder(ElementType.F32).add("a", MATRIX, 3).build();
        Path path = write(whole);
        try (SafetensorsFile file = SafetensorsFile.open(path)) {
            SafetensorsTensor tensor = tensor(file, "a");
            Files.write(path, Arrays.copyOf(whole, whole.length - 4));
            assertThrows(
                    SafetensorsFormatException.class,
                    () -> file.readRow(tensor, 1, new byte[12], new float[3]));
        }
    }

    private static SafetensorsTensor tensor(SafetensorsFile file, String name) {
        return file.tensors().values().stream()
                .filter(tensor -> tensor.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("file"), bytes);
    }

    private void assertRefused(String message, byte[] bytes) throws IOException {
        Path path = write(bytes);
        SafetensorsFormatException refusal =
                assertThrows(SafetensorsFormatException.class, () -> SafetensorsFile.open(path));
        String actual = String.valueOf(refusal.getMessage());
        assertTrue(actual.contains(message), () -> "message: " + actual);
    }
}
