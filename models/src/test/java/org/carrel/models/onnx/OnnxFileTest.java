package org.carrel.models.onnx;

import static org.carrel.models.onnx.OnnxBuilder.encoder;
import static org.carrel.models.onnx.OnnxBuilder.model;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.carrel.models.onnx.OnnxBuilder.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxFileTest {

    @TempDir private Path folder;

    @Test
    void weightsAreCounted() throws IOException {
        Message one = new Message().number(1, 3).number(1, 4).number(2, 1).text(8, "w");
        Message packed =
                new Message().bytes(1, new byte[] {2, 5}).number(2, 1).number(14, 0).text(8, "v");
        Message graph = encoder(3, "input_ids").message(5, one).message(5, packed);
        assertEquals(new OnnxFile(11, 22), read(model(graph).toBytes()));
    }

    @Test
    void dataInAnotherFileIsRefusedWhereverItIs() {
        Message elsewhere = new Message().text(1, "location").text(2, "../../etc/passwd");
        Message named = new Message().number(1, 3).message(13, elsewhere);
        Message marked = new Message().number(1, 3).number(14, 1);
        Message wide = new Message().number(1, 3).number(14, (1L << 32) + 1);
        for (Message tensor : new Message[] {named, marked, wide}) {
            assertRefused("lies in another file", new Message().message(5, tensor));
            Message attribute = new Message().text(1, "value").message(5, tensor);
            Message node = new Message().text(4, "Constant").message(5, attribute);
            assertRefused("lies in another file", new Message().message(1, node));
            Message inner = new Message().message(6, new Message().message(1, node));
            Message outer = new Message().text(4, "If").message(5, inner);
            assertRefused("lies in another file", new Message().message(1, outer));
            Message sparse = new Message().message(1, tensor);
            assertRefused("lies in another file", new Message().message(15, sparse));
        }
    }

    @Test
    void anOperatorOfALibraryIsRefused() {
        Message node = new Message().text(4, "Anything").text(7, "evil.ops");
        assertRefused(
                "operator Anything of evil.ops is not part of ONNX Runtime",
                new Message().message(1, node));
    }

    @Test
    void functionsAndTrainingAreRefused() {
        byte[] functions =
                model(encoder(3, "input_ids")).message(25, new Message().text(1, "f")).toBytes();
        assertRefused("functions of its own", functions);
        byte[] training =
                model(encoder(3, "input_ids")).message(20, new Message().text(1, "t")).toBytes();
        assertRefused("training steps", training);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, 1L << 31, Long.MAX_VALUE})
    void aTensorOfImpossibleSizeIsRefused(long size) {
        Message tensor = new Message().number(1, size).number(1, 2);
        assertRefused("negative or too large", new Message().message(5, tensor));
    }

    @Test
    void graphsTooDeepAreRefused() {
        Message graph = new Message();
        for (int i = 0; i < 40; i++) {
            Message attribute = new Message().message(6, graph);
            graph = new Message().message(1, new Message().message(5, attribute));
        }
        assertRefused("too deep", graph);
    }

    @Test
    void lengthsThatLieAreRefused() {
        for (long length : new long[] {100, -1, Long.MAX_VALUE, 1L << 32}) {
            byte[] bytes = new Message().number(1, 6).varint(7 << 3 | 2).varint(length).toBytes();
            assertRefused("is no ONNX model, or is cut off", bytes);
        }
        byte[] endless = new byte[30];
        Arrays.fill(endless, (byte) 0xff);
        assertRefused("is no ONNX model", endless);
        assertRefused("is no ONNX model", new byte[0]);
    }

    @Test
    void aDamagedModelIsReadOrRefusedAndNothingElse() throws IOException {
        Message weights = new Message().number(1, 2).number(2, 1).bytes(9, new byte[8]);
        byte[] whole = model(encoder(3, "input_ids").message(5, weights)).toBytes();
        Random random = new Random(3);
        int refused = 0;
        for (int i = 0; i < 1_000; i++) {
            byte[] damaged =
                    Arrays.copyOf(whole, i % 2 == 0 ? whole.length : random.nextInt(whole.length));
            if (damaged.length > 0) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                read(damaged);
            } catch (OnnxFormatException expected) {
                refused++;
            }
        }
        assertTrue(refused > 500, "refused " + refused);
    }

    private OnnxFile read(byte[] bytes) throws IOException {
        return OnnxFile.read(Files.write(folder.resolve("model.onnx"), bytes));
    }

    private void assertRefused(String message, Message graph) {
        assertRefused(message, model(graph).toBytes());
    }

    private void assertRefused(String message, byte[] bytes) {
        String actual =
                String.valueOf(
                        assertThrows(OnnxFormatException.class, () -> read(bytes)).getMessage());
        assertTrue(actual.contains(message), () -> "message: " + actual);
    }
}
