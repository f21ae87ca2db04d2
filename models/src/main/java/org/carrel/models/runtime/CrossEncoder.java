package org.carrel.models.runtime;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
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
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A sequence classifier with one label over a pair of texts, as the sentence-transformers project
 * exports its cross-encoders to ONNX. Runs one pair at a time. Safe for many threads.
 */
final class CrossEncoder implements AutoCloseable {

    /** Tokens of a pair; the longer text is cut first. */
    static final int CONTEXT = 512;

    private static final String IDS = "input_ids";
    private static final String MASK = "attention_mask";
    private static final String TYPES = "token_type_ids";
    private static final Set<String> INPUTS = Set.of(IDS, MASK, TYPES);

    /** Far more than {@link #CONTEXT} tokens of any language; bounds the tokenizer's work. */
    private static final int MOST_CHARACTERS = 32 * CONTEXT;

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final HuggingFaceTokenizer tokenizer;

    private CrossEncoder(
            OrtEnvironment environment, OrtSession session, HuggingFaceTokenizer tokenizer) {
        this.environment = environment;
        this.session = session;
        this.tokenizer = tokenizer;
    }

    /**
     * Opens a model and lets it judge a pair of the full length, so that one that cannot is refused
     * here and not by the first question.
     *
     * @throws UnusableModelException naming the folder and what is wrong
     */
    static CrossEncoder open(Path folder) {
        HuggingFaceTokenizer tokenizer = tokenizer(folder);
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            CrossEncoder encoder =
                    new CrossEncoder(
                            environment,
                            environment.createSession(
                                    folder.resolve("model.onnx").toString(), options),
                            tokenizer);
            encoder.requireForm(folder);
            encoder.requireTrial(folder);
            return encoder;
        } catch (OrtException e) {
            tokenizer.close();
            throw new UnusableModelException("model.onnx of " + folder + " cannot be loaded", e);
        }
    }

    private static HuggingFaceTokenizer tokenizer(Path folder) {
        String context = String.valueOf(CONTEXT);
        try {
            return HuggingFaceTokenizer.newInstance(
                    folder.resolve("tokenizer.json"),
                    Map.of(
                            "padding",
                            "false",
                            "truncation",
                            "LONGEST_FIRST",
                            "maxLength",
                            context,
                            "modelMaxLength",
                            context));
        } catch (IOException | RuntimeException e) {
            // The tokenizer's library throws what it likes.
            throw new UnusableModelException("tokenizer.json of " + folder + " cannot be read", e);
        }
    }

    private void requireForm(Path folder) throws OrtException {
        for (NodeInfo input : session.getInputInfo().values()) {
            boolean isLong =
                    input.getInfo() instanceof TensorInfo tensor
                            && tensor.type == OnnxJavaType.INT64;
            if (!INPUTS.contains(input.getName()) || !isLong) {
                throw refused(
                        folder,
                        "has the input "
                                + input.getName()
                                + " beside 64-bit "
                                + IDS
                                + ", "
                                + MASK
                                + " and "
                                + TYPES);
            }
        }
        if (!session.getInputNames().contains(IDS)) {
            throw refused(folder, "has no input " + IDS);
        }
        if (session.getNumOutputs() != 1) {
            throw refused(folder, "has " + session.getNumOutputs() + " outputs, not one");
        }
    }

    private void requireTrial(Path folder) {
        try {
            score("which", "word ".repeat(2 * CONTEXT));
        } catch (IllegalStateException e) {
            close();
            throw new UnusableModelException(
                    "the reranker in %s cannot judge a pair of %d tokens: it must give one number"
                            .formatted(folder, CONTEXT),
                    e);
        }
    }

    private UnusableModelException refused(Path folder, String what) {
        close();
        return new UnusableModelException("the reranker in " + folder + " " + what);
    }

    /** How well the passage answers. */
    double score(String question, String passage) {
        Encoding pair = tokenizer.encode(cut(question), cut(passage));
        long[] shape = {1, pair.getIds().length};
        Map<String, OnnxTensor> inputs = new HashMap<>();
        try {
            for (String input : session.getInputNames()) {
                long[] values =
                        switch (input) {
                            case IDS -> pair.getIds();
                            case MASK -> pair.getAttentionMask();
                            default -> pair.getTypeIds();
                        };
                inputs.put(
                        input,
                        OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape));
            }
            try (OrtSession.Result result = session.run(inputs)) {
                return only(result);
            }
        } catch (OrtException e) {
            throw new IllegalStateException("the reranker failed", e);
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    private static double only(OrtSession.Result result) {
        FloatBuffer logits =
                result.get(0) instanceof OnnxTensor tensor ? tensor.getFloatBuffer() : null;
        if (logits == null || logits.remaining() != 1 || !Float.isFinite(logits.get(0))) {
            throw new IllegalStateException("the reranker gave no single number");
        }
        return logits.get(0);
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), MOST_CHARACTERS));
    }

    @Override
    public void close() {
        tokenizer.close();
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("the reranker's session did not close", e);
        }
    }
}
