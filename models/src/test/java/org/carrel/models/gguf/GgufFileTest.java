package org.carrel.models.gguf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GgufFileTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void metadataAndRowsAreRead(int version) throws IOException {
        try (GgufFile file = open(small().version(version))) {
            assertEquals("llama", file.metadata().text("general.architecture"));
            assertEquals(22, file.metadata().whole("layers", 1, 100));
            assertEquals(0.5, file.metadata().positive("epsilon"));
            assertTrue(file.metadata().flag("space", false));
            assertEquals(List.of("a", "\u2581ü"), file.metadata().texts("tokens"));
            assertEquals(List.of(-1.5, 0.0), file.metadata().reals("scores"));
            assertEquals(List.of(1L, -6L), file.metadata().wholes("types"));
            GgufTensor tensor = file.tensor("b");
            float[] row = new float[2];
            file.readRow(tensor, 1, new byte[tensor.rowBytes()], row);
            assertArrayEquals(new float[] {3, 4}, row);
        }
    }

    @Test
    void aFileCutOffAnywhereIsRefused() throws IOException {
        byte[] whole = small().build();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(GgufFormatException.class, () -> open(cut), "cut at " + length);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void aDamagedFileIsReadOrRefusedAndNothingElse(long seed) throws IOException {
        Random random = new Random(seed);
        for (int i = 0; i < 1_000; i++) {
            byte[] bytes = small().build();
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try (GgufFile file = open(bytes)) {
                for (GgufTensor tensor : file.tensors().values()) {
                    float[] row = new float[tensor.columns()];
                    file.readRow(tensor, tensor.rows() - 1, new byte[tensor.rowBytes()], row);
                }
            } catch (GgufFormatException expected) {
                assertFalse(String.valueOf(expected.getMessage()).isEmpty());
            }
        }
    }

    @Test
    void anotherFormatIsRefused() {
        assertRefused("does not begin with GGUF", "PK\003\004 and more bytes".getBytes());
    }

    @Test
    void anotherVersionIsRefused() {
        assertRefused("version 1 is not 2 or 3", small().version(1));
    }

    @Test
    void aBigEndianFileIsRefused() {
        assertRefused("is not 2 or 3", small().version(0x03000000));
    }

    @Test
    void aTextLongerThanTheFileIsRefused() {
        assertRefused("inside name", new GgufBuilder().pair("name", 8, GgufBuilder.longs(1 << 19)));
    }

    @Test
    void aTextOfNegativeLengthIsRefused() {
        assertRefused("length of name", new GgufBuilder().pair("name", 8, GgufBuilder.longs(-1)));
    }

    @Test
    void anArrayLargerThanTheFileIsRefused() {
        byte[] head = concat(GgufBuilder.ints(0), GgufBuilder.longs(1_900_000));
        assertRefused("ends inside list", new GgufBuilder().pair("list", 9, head));
    }

    @Test
    void anArrayOfBillionsIsRefused() {
        byte[] head = concat(GgufBuilder.ints(0), GgufBuilder.longs(1L << 40));
        assertRefused("number of elements of list", new GgufBuilder().pair("list", 9, head));
    }

    @Test
    void arraysOfArraysAreRefused() {
        byte[] nested = concat(GgufBuilder.ints(9), GgufBuilder.longs(1), new byte[64]);
        assertRefused("unknown type 9", new GgufBuilder().pair("list", 9, nested));
    }

    @Test
    void brokenUtf8IsRefused() {
        byte[] text = concat(GgufBuilder.longs(2), new byte[] {(byte) 0xc3, 0x28});
        assertRefused("name is not valid UTF-8", new GgufBuilder().pair("name", 8, text));
    }

    @Test
    void aKeyThatOccursTwiceIsRefused() {
        assertRefused("key a occurs twice", new GgufBuilder().whole("a", 1).whole("a", 2));
    }

    @Test
    void anAlignmentThatIsNoPowerOfTwoIsRefused() {
        assertRefused("power of two", new GgufBuilder().whole("general.alignment", 48));
    }

    @Test
    void aTensorThatOccursTwiceIsRefused() {
        assertRefused("tensor a occurs twice", tensors("a", "a"));
    }

    @Test
    void aTensorBehindTheEndIsRefused() {
        assertRefused("tensor b ends after the file", tensors("a", "b").shiftOffsets(64));
    }

    @Test
    void aTensorAtAHugeOffsetIsRefused() {
        assertRefused(
                "tensor b ends after the file",
                tensors("a", "b").shiftOffsets(Long.MAX_VALUE - 63));
    }

    @Test
    void aMisalignedTensorIsRefused() {
        assertRefused("not aligned to 32", tensors("a", "b").shiftOffsets(-4));
    }

    @Test
    void overlappingTensorsAreRefused() {
        assertRefused("tensors a and b overlap", tensors("a", "b").shiftOffsets(-32));
    }

    @Test
    void anEmptyDimensionIsRefused() {
        assertRefused("empty dimension", new GgufBuilder().tensor("a", 0, new byte[0], 4, 0));
    }

    @Test
    void dimensionsWhoseProductOverflowsAreRefused() {
        assertRefused(
                "too many rows",
                new GgufBuilder().tensor("a", 0, new byte[0], 4, 1 << 24, 1 << 24, 1 << 24));
    }

    @Test
    void fiveDimensionsAreRefused() {
        assertRefused("5 dimensions", new GgufBuilder().tensor("a", 0, new byte[4], 1, 1, 1, 1, 1));
    }

    @Test
    void anUnsupportedTypeIsNamedWithThoseThatAreSupported() {
        GgufBuilder builder =
                new GgufBuilder().tensor("blk.0.attn_q.weight", 11, new byte[110], 256);
        assertRefused("blk.0.attn_q.weight has the type Q3_K", builder);
        assertRefused("supported are F32, F16, Q4_0, Q8_0, Q2_K, Q4_K, Q5_K, Q6_K", builder);
        assertRefused("number 99", new GgufBuilder().tensor("a", 99, new byte[32], 32));
    }

    @Test
    void aRowThatIsNoWholeNumberOfBlocksIsRefused() {
        assertRefused(
                "rows of 128 weights, not a multiple of the 256",
                new GgufBuilder().tensor("a", 16, new byte[66], 128, 2));
    }

    @Test
    void aMissingOrMistypedKeyIsNamed() throws IOException {
        try (GgufFile file = open(small())) {
            GgufMetadata metadata = file.metadata();
            assertMessage("key heads is missing", () -> metadata.whole("heads", 0, 9));
            assertMessage("layers is not a text", () -> metadata.text("layers"));
            assertMessage("layers is 22, not in 1 to 9", () -> metadata.whole("layers", 1, 9));
        }
    }

    private static GgufBuilder small() {
        return new GgufBuilder()
                .text("general.architecture", "llama")
                .whole("layers", 22)
                .real("epsilon", 0.5f)
                .flag("space", true)
                .texts("tokens", List.of("a", "\u2581ü"))
                .reals("scores", List.of(-1.5f, 0f))
                .wholes("types", List.of(1, -6))
                .floats("a", new float[] {9}, 1)
                .floats("b", new float[] {1, 2, 3, 4}, 2, 2);
    }

    private static GgufBuilder tensors(String first, String second) {
        return new GgufBuilder().floats(first, new float[8], 8).floats(second, new float[8], 8);
    }

    private GgufFile open(GgufBuilder builder) throws IOException {
        return open(builder.build());
    }

    private GgufFile open(byte[] bytes) throws IOException {
        return GgufFile.open(Files.write(folder.resolve("model.gguf"), bytes));
    }

    private void assertRefused(String message, GgufBuilder builder) {
        assertRefused(message, builder.build());
    }

    private void assertRefused(String message, byte[] bytes) {
        assertMessage(message, () -> open(bytes));
    }

    private static void assertMessage(
            String message, org.junit.jupiter.api.function.Executable action) {
        GgufFormatException refusal = assertThrows(GgufFormatException.class, action);
        String actual = String.valueOf(refusal.getMessage());
        assertTrue(actual.contains(message), () -> "message: " + actual);
    }

    private static byte[] concat(byte[]... parts) {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
