package org.carrel.models.runtime;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.Map;
import org.carrel.models.runtime.EncoderForm.Pooling;

/** Runs a BERT encoder over one text at a time. Safe for many threads. */
final class BertEncoder implements AutoCloseable {

    /** Tokens that the model sees; the rest of a text is cut. */
    static final int CONTEXT = 512;

    /** Far more than {@link #CONTEXT} tokens of any language; bounds the tokenizer's work. */
    private static final int MOST_CHARACTERS = 32 * CONTEXT;

    private static final int RANK = 3;

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final HuggingFaceTokenizer tokenizer;
    private final Pooling pooling;

    private BertEncoder(
            OrtEnvironment environment,
            OrtSession session,
            HuggingFaceTokenizer tokenizer,
            Pooling pooling) {
        this.environment = environment;
        this.session = session;
        this.tokenizer = tokenizer;
        this.pooling = pooling;
    }

    /** Takes a model and its tokenizer, each as the bytes of its file. */
    static BertEncoder of(byte[] model, byte[] tokenizer, Pooling pooling)
            throws OrtException, IOException {
        String context = String.valueOf(CONTEXT);
        Map<String, String> form =
                Map.of("padding", "false", "maxLength", context, "modelMaxLength", context);
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            HuggingFaceTokenizer read =
                    HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(tokenizer), form);
            try {
                OrtSession session = environment.createSession(model, options);
                return new BertEncoder(environment, session, read, pooling);
            } catch (OrtException e) {
                read.close();
                throw e;
            }
        }
    }

    /**
     * The text's vector, as long as it came out.
     *
     * @throws IllegalStateException if the model fails, or gives no vector for each token
     */
    float[] vector(String text) {
        Encoding encoding =
                tokenizer.encode(text.substring(0, Math.min(text.length(), MOST_CHARACTERS)));
        long[] shape = {1, encoding.getIds().length};
        Map<String, OnnxTensor> inputs = new HashMap<>();
        try {
            for (String input : session.getInputNames()) {
                long[] values =
                        switch (input) {
                            case "input_ids" -> encoding.getIds();
                            case "attention_mask" -> encoding.getAttentionMask();
                            default -> encoding.getTypeIds();
                        };
                inputs.put(
                        input,
                        OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape));
            }
            try (OrtSession.Result result = session.run(inputs)) {
                return pooled(result, encoding.getIds().length);
            }
        } catch (OrtException e) {
            throw new IllegalStateException("the encoder failed", e);
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    /** The first output has the shape 1 x tokens x dimensions. */
    private float[] pooled(OrtSession.Result result, int tokens) {
        if (!(result.get(0) instanceof OnnxTensor layer)
                || layer.getInfo().getShape().length != RANK
                || layer.getInfo().getShape()[1] != tokens
                || layer.getFloatBuffer() == null) {
            throw new IllegalStateException("the encoder gives no vector for each token");
        }
        FloatBuffer values = layer.getFloatBuffer();
        float[] vector = new float[(int) layer.getInfo().getShape()[2]];
        values.get(vector);
        if (pooling == Pooling.MEAN) {
            for (int i = vector.length; i < tokens * vector.length; i++) {
                vector[i % vector.length] += values.get();
            }
            for (int i = 0; i < vector.length; i++) {
                vector[i] /= tokens;
            }
        }
        return vector;
    }

    /** One more than {@link #CONTEXT} for every text that would be cut. */
    int countTokens(String text) {
        if (text.length() > MOST_CHARACTERS) {
            return CONTEXT + 1;
        }
        Encoding encoding = tokenizer.encode(text);
        return encoding.exceedMaxLength() ? CONTEXT + 1 : encoding.getIds().length;
    }

    @Override
    public void close() {
        tokenizer.close();
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("the encoder's session did not close", e);
        }
    }
}
