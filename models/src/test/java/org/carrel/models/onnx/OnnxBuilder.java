package org.carrel.models.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes ONNX models for tests, field by field from onnx.proto: a tag is {@code number << 3 |
 * kind}, the kind 0 for a number and 2 for bytes.
 */
public final class OnnxBuilder {

    private static final int FLOAT = 1;
    private static final int INT64 = 7;

    /** A message that grows. */
    public static final class Message {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        public Message number(int field, long value) {
            varint((long) field << 3);
            varint(value);
            return this;
        }

        public Message bytes(int field, byte[] value) {
            varint((long) field << 3 | 2);
            varint(value.length);
            out.writeBytes(value);
            return this;
        }

        public Message text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        public Message message(int field, Message value) {
            return bytes(field, value.toBytes());
        }

        public Message varint(long value) {
            long rest = value;
            while ((rest & ~0x7fL) != 0) {
                out.write((int) (rest & 0x7f | 0x80));
                rest >>>= 7;
            }
            out.write((int) rest);
            return this;
        }

        public byte[] toBytes() {
            return out.toByteArray();
        }
    }

    private OnnxBuilder() {}

    /** A model around a graph. */
    public static Message model(Message graph) {
        Message operators = new Message().number(2, 11);
        return new Message().number(1, 6).message(7, graph).message(8, operators);
    }

    /**
     * The graph of an encoder that gives each token its own number so many times.
     *
     * @param length of a token's vector
     * @param input name of its only input
     */
    public static Message encoder(int length, String input) {
        Message graph = new Message();
        graph.message(1, node("Cast", List.of(input), "floats", "to", false, FLOAT));
        graph.message(1, node("Unsqueeze", List.of("floats"), "column", "axes", true, 2));
        graph.message(
                1,
                node(
                        "Concat",
                        java.util.Collections.nCopies(length, "column"),
                        "last_hidden_state",
                        "axis",
                        false,
                        2));
        return graph.text(2, "encoder")
                .message(11, value(input, INT64))
                .message(12, value("last_hidden_state", FLOAT));
    }

    static Message node(
            String operator,
            List<String> inputs,
            String output,
            String attribute,
            boolean isList,
            int value) {
        Message node = new Message();
        inputs.forEach(input -> node.text(1, input));
        Message given =
                new Message()
                        .text(1, attribute)
                        .number(isList ? 8 : 3, value)
                        .number(20, isList ? 7 : 2);
        return node.text(2, output).text(4, operator).message(5, given);
    }

    private static Message value(String name, int type) {
        Message kind = new Message().message(1, new Message().number(1, type));
        return new Message().text(1, name).message(2, kind);
    }
}
