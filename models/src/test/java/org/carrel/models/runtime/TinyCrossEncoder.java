package org.carrel.models.runtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes a reranker small enough to read: its score is the number of pairs of equal tokens, one of
 * the question and one of the passage. Its tokenizer is bge-small's.
 *
 * <p>The file is a {@code ModelProto} of onnx.proto (ONNX 1.6, operator set 11), written field by
 * field: a tag is {@code number << 3 | kind}, the kind 0 for a number and 2 for bytes.
 */
public final class TinyCrossEncoder {

    private static final int FLOAT = 1;
    private static final int INT64 = 7;

    private TinyCrossEncoder() {}

    /** Writes {@code model.onnx} and {@code tokenizer.json}. */
    public static void write(Path folder) throws IOException {
        write(folder, "token_type_ids", 2);
    }

    /**
     * Writes one that may be unusable.
     *
     * @param types name of the input that tells question and passage apart
     * @param summed axes of three that are summed: fewer than 2 give more than one number
     */
    static void write(Path folder, String types, int summed) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve("model.onnx"), model(types, summed));
        try (InputStream in =
                TinyCrossEncoder.class.getResourceAsStream("/bge-small-en-v1.5-q-tokenizer.json")) {
            if (in == null) {
                throw new IOException("no tokenizer on the class path");
            }
            Files.write(folder.resolve("tokenizer.json"), in.readAllBytes());
        }
    }

    private static byte[] model(String types, int summed) {
        Message graph = new Message();
        node(graph, "Unsqueeze", List.of("input_ids"), "rows", "axes", 2);
        node(graph, "Unsqueeze", List.of("input_ids"), "columns", "axes", 1);
        node(graph, "Equal", List.of("rows", "columns"), "equal", "", 0);
        node(graph, "Cast", List.of("equal"), "same", "to", FLOAT);
        node(graph, "Cast", List.of(types), "passage", "to", FLOAT);
        node(graph, "Sub", List.of("one", "passage"), "question", "", 0);
        node(graph, "Unsqueeze", List.of("question"), "questions", "axes", 2);
        node(graph, "Unsqueeze", List.of("passage"), "passages", "axes", 1);
        node(graph, "Mul", List.of("questions", "passages"), "across", "", 0);
        node(graph, "Mul", List.of("same", "across"), "pairs", "", 0);
        String last = "pairs";
        for (int axis = 1; axis <= summed; axis++) {
            node(graph, "ReduceSum", List.of(last), "summed" + axis, "axes", axis);
            last = "summed" + axis;
        }
        graph.text(2, "overlap");
        Message one = new Message();
        one.number(2, FLOAT);
        one.bytes(4, new byte[] {0, 0, (byte) 0x80, 0x3F}); // 1.0f, its lowest byte first
        one.text(8, "one");
        graph.message(5, one);
        graph.message(11, value("input_ids", INT64));
        graph.message(11, value(types, INT64));
        graph.message(12, value(last, FLOAT));
        Message operators = new Message();
        operators.number(2, 11);
        Message model = new Message();
        model.number(1, 6);
        model.message(7, graph);
        model.message(8, operators);
        return model.toBytes();
    }

    /** Its one attribute is a list of one for axes, else a number. */
    private static void node(
            Message graph, String operator, List<String> in, String out, String name, int value) {
        Message node = new Message();
        in.forEach(input -> node.text(1, input));
        node.text(2, out);
        node.text(4, operator);
        if (!name.isEmpty()) {
            boolean isList = name.equals("axes");
            Message attribute = new Message();
            attribute.text(1, name);
            attribute.number(isList ? 8 : 3, value);
            attribute.number(20, isList ? 7 : 2);
            node.message(5, attribute);
        }
        graph.message(1, node);
    }

    /** Of unknown shape. */
    private static Message value(String name, int type) {
        Message tensor = new Message();
        tensor.number(1, type);
        Message kind = new Message();
        kind.message(1, tensor);
        Message value = new Message();
        value.text(1, name);
        value.message(2, kind);
        return value;
    }

    /** A message of protocol buffers. */
    private static final class Message {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        private void number(int field, int value) {
            varint(field << 3);
            varint(value);
        }

        private void bytes(int field, byte[] value) {
            varint(field << 3 | 2);
            varint(value.length);
            out.writeBytes(value);
        }

        private void text(int field, String value) {
            bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        private void message(int field, Message value) {
            bytes(field, value.toBytes());
        }

        private void varint(int value) {
            int rest = value;
            while (rest > 0x7F) {
                out.write(rest & 0x7F | 0x80);
                rest >>>= 7;
            }
            out.write(rest);
        }

        private byte[] toBytes() {
            return out.toByteArray();
        }
    }
}
