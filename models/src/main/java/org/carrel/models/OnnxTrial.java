package org.carrel.models;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Opens a model in ONNX Runtime and lets it read a few tokens, to see what it is. */
final class OnnxTrial {

    /** Of a text: one vector, or one for each token. */
    static final String ENCODER = "encoder";

    /** Of a pair of texts: one number. */
    static final String CROSS_ENCODER = "cross-encoder";

    private static final List<String> INPUTS =
            List.of("input_ids", "attention_mask", "token_type_ids");

    /** Every vocabulary has these tokens. */
    private static final long[] IDS = {0, 1, 2, 1, 0};

    private OnnxTrial() {}

    /**
     * @return {@link #ENCODER} or {@link #CROSS_ENCODER}
     * @throws ImportRefusedException when the model cannot be opened, wants other inputs or gives
     *     other numbers
     */
    static String of(Path model) throws IOException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            try (OrtSession session = environment.createSession(model.toString(), options)) {
                requireInputs(session);
                return kind(environment, session);
            }
        } catch (OrtException e) {
            throw new ImportRefusedException("ONNX Runtime cannot run the model");
        }
    }

    private static void requireInputs(OrtSession session)
            throws OrtException, ImportRefusedException {
        for (NodeInfo input : session.getInputInfo().values()) {
            boolean isLong =
                    input.getInfo() instanceof TensorInfo tensor
                            && tensor.type == OnnxJavaType.INT64;
            if (!INPUTS.contains(input.getName()) || !isLong) {
                throw new ImportRefusedException(
                        "the model wants the input %s; an encoder has %s, all 64-bit"
                                .formatted(input.getName(), INPUTS));
            }
        }
        if (!session.getInputNames().contains("input_ids")) {
            throw new ImportRefusedException("the model has no input input_ids");
        }
    }

    private static String kind(OrtEnvironment environment, OrtSession session)
            throws OrtException, ImportRefusedException {
        Map<String, OnnxTensor> inputs = new HashMap<>();
        long[] shape = {1, IDS.length};
        try {
            for (String input : session.getInputNames()) {
                long[] values = new long[IDS.length];
                Arrays.fill(values, input.equals("attention_mask") ? 1 : 0);
                LongBuffer buffer = LongBuffer.wrap(input.equals("input_ids") ? IDS : values);
                inputs.put(input, OnnxTensor.createTensor(environment, buffer, shape));
            }
            try (OrtSession.Result result = session.run(inputs)) {
                return kind(result);
            }
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    private static String kind(OrtSession.Result result) throws ImportRefusedException {
        FloatBuffer numbers =
                result.get(0) instanceof OnnxTensor tensor ? tensor.getFloatBuffer() : null;
        if (numbers == null || !numbers.hasRemaining()) {
            throw new ImportRefusedException("the model gives no 32-bit numbers");
        }
        int count = numbers.remaining();
        while (numbers.hasRemaining()) {
            if (!Float.isFinite(numbers.get())) {
                throw new ImportRefusedException("the model computes what is not a number");
            }
        }
        if (count == 1 && result.size() == 1) {
            return CROSS_ENCODER;
        }
        if (count < 2 * IDS.length) {
            throw new ImportRefusedException(
                    "the model gives %d numbers for a text; an encoder gives a vector, a"
                                    .formatted(count)
                            + " cross-encoder one number");
        }
        return ENCODER;
    }
}
