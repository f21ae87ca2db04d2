package org.carrel.models.onnx;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What an ONNX file is made of. The field numbers are those of onnx.proto, in brackets.
 *
 * @param operators version of the operators that it uses
 * @param parameters number of weights in its graph
 */
public record OnnxFile(long operators, long parameters) {

    /** Protocol buffers know no larger message. */
    private static final long MOST_BYTES = Integer.MAX_VALUE;

    /**
     * Walks through the file.
     *
     * @throws OnnxFormatException when it is malformed or cut off, or has data in other files,
     *     operators that ONNX Runtime does not bring, functions of its own, or training steps
     */
    public static OnnxFile read(Path path) throws IOException {
        try (Arena arena = Arena.ofConfined();
                FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            if (file.size() > MOST_BYTES) {
                throw new OnnxFormatException("the file has more than 2 GB");
            }
            return model(
                    new ProtoMessage(
                            file.map(FileChannel.MapMode.READ_ONLY, 0, file.size(), arena)));
        }
    }

    private static OnnxFile model(ProtoMessage model) throws OnnxFormatException {
        OnnxGraph graph = new OnnxGraph();
        long operators = 0;
        boolean found = false;
        while (model.next()) {
            switch (model.field()) {
                case 7 -> { // graph
                    graph.read(model.message(), 0);
                    found = true;
                }
                case 8 -> operators = Math.max(operators, operatorSet(model.message()));
                case 20 -> throw new OnnxFormatException("the model has training steps");
                case 25 -> throw new OnnxFormatException("the model defines functions of its own");
                default -> {}
            }
        }
        if (!found || operators <= 0) {
            throw new OnnxFormatException("the file is no ONNX model, or is cut off");
        }
        return new OnnxFile(operators, graph.parameters());
    }

    /** The version of ONNX's own operators; 0 of the others. */
    private static long operatorSet(ProtoMessage set) throws OnnxFormatException {
        String domain = "";
        long version = 0;
        while (set.next()) {
            switch (set.field()) {
                case 1 -> domain = set.text();
                case 2 -> version = set.number();
                default -> {}
            }
        }
        return OnnxGraph.isOwn(domain) ? version : 0;
    }
}
