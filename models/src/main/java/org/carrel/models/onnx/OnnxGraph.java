package org.carrel.models.onnx;

import java.util.Set;

/**
 * Walks a graph and the graphs inside it, counts weights and refuses what leads out of the file.
 */
final class OnnxGraph {

    /** Operators that are part of ONNX Runtime, which is not given any library of others. */
    private static final Set<String> DOMAINS =
            Set.of("", "ai.onnx", "ai.onnx.ml", "com.microsoft", "com.microsoft.nchwc");

    private static final int MOST_DEPTH = 16;
    private static final int DEFAULT = 0;

    private long parameters;

    static boolean isOwn(String domain) {
        return domain.isEmpty() || domain.equals("ai.onnx");
    }

    long parameters() {
        return parameters;
    }

    void read(ProtoMessage graph, int depth) throws OnnxFormatException {
        if (depth > MOST_DEPTH) {
            throw new OnnxFormatException("graphs lie too deep in each other");
        }
        while (graph.next()) {
            switch (graph.field()) {
                case 1 -> node(graph.message(), depth);
                case 5 -> tensor(graph.message()); // initializer
                case 15 -> sparse(graph.message()); // sparse_initializer
                default -> {}
            }
        }
    }

    private void node(ProtoMessage node, int depth) throws OnnxFormatException {
        String operator = "";
        while (node.next()) {
            switch (node.field()) {
                case 4 -> operator = node.text(); // op_type
                case 5 -> attribute(node.message(), depth);
                case 7 -> requireDomain(node.text(), operator);
                default -> {}
            }
        }
    }

    private static void requireDomain(String domain, String operator) throws OnnxFormatException {
        if (!DOMAINS.contains(domain)) {
            throw new OnnxFormatException(
                    "the operator %s of %s is not part of ONNX Runtime; a library with custom"
                                    .formatted(operator, domain)
                            + " operators is never loaded");
        }
    }

    private void attribute(ProtoMessage attribute, int depth) throws OnnxFormatException {
        while (attribute.next()) {
            switch (attribute.field()) {
                case 5, 10 -> tensor(attribute.message()); // t, tensors
                case 6, 11 -> read(attribute.message(), depth + 1); // g, graphs
                case 22, 23 -> sparse(attribute.message()); // sparse_tensor, sparse_tensors
                default -> {}
            }
        }
    }

    private void sparse(ProtoMessage sparse) throws OnnxFormatException {
        while (sparse.next()) {
            if (sparse.field() == 1 || sparse.field() == 2) { // values, indices
                tensor(sparse.message());
            }
        }
    }

    private void tensor(ProtoMessage tensor) throws OnnxFormatException {
        long weights = 1;
        while (tensor.next()) {
            switch (tensor.field()) {
                case 1 -> { // dims
                    for (long size : tensor.numbers()) {
                        weights = product(weights, size);
                    }
                }
                case 13 -> throw external();
                case 14 -> { // data_location
                    // An enumeration has 32 bits: readers cut off the others.
                    if ((int) tensor.number() != DEFAULT) {
                        throw external();
                    }
                }
                default -> {}
            }
        }
        parameters += weights;
    }

    private static long product(long weights, long size) throws OnnxFormatException {
        if (size < 0 || size > Integer.MAX_VALUE || weights * size > Integer.MAX_VALUE) {
            throw new OnnxFormatException("a tensor's size is negative or too large");
        }
        return weights * size;
    }

    private static OnnxFormatException external() {
        return new OnnxFormatException(
                "a tensor's data lies in another file; only a model in one file can be imported");
    }
}
