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
import java.util.Map;

/** Runs a BERT encoder over one text at a time. Safe for many threads. */
final class BertEncoder implements AutoCloseable {

    /** Tokens that the model sees; the rest of a text is cut. */
    static final int CONTEXT = 512;

    /** Far more than {@link #CONTEXT} tokens of any language; bounds the tokenizer's work. */
    private static final int MOST_CHARACTERS = 32 * CONTEXT;

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final HuggingFaceTokenizer tokenizer;

    private BertEncoder(
            OrtEnvironment environment, OrtSession session, HuggingFaceTokenizer tokenizer) {
        this.environment = environment;
        this.session = session;
        this.tokenizer = tokenizer;
    }

    static BertEncoder of(OrtEnvironment environment, OrtSession session, byte[] tokenizer)
            throws IOException {
        String context = String.valueOf(CONTEXT);
        Map<String, String> options =
                Map.of("padding", "false", "maxLength", context, "modelMaxLength", context);
        return new BertEncoder(
                environment,
                session,
                HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(tokenizer), options));
    }

    /** What the last layer holds for the first token, {@code [CLS]}. */
    float[] firstToken(String text) {
        Encoding encoding =
                tokenizer.encode(text.substring(0, Math.min(text.length(), MOST_CHARACTERS)));
        long[] shape = {1, encoding.getIds().length};
        try (OnnxTensor ids = tensor(encoding.getIds(), shape);
                OnnxTensor mask = tensor(encoding.getAttentionMask(), shape);
                OnnxTensor types = tensor(encoding.getTypeIds(), shape);
                OrtSession.Result result =
                        session.run(
                                Map.of(
                                        "input_ids", ids,
                                        "attention_mask", mask,
                                        "token_type_ids", types))) {
            // Shape 1 x tokens x dimensions.
            FloatBuffer layer = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] first = new float[BgeEmbeddingModel.DIMENSIONS];
            layer.get(first);
            return first;
        } catch (OrtException e) {
            throw new IllegalStateException("the encoder failed", e);
        }
    }

    /** One more than {@link #CONTEXT} for every text that would be cut. */
    int countTokens(String text) {
        if (text.length() > MOST_CHARACTERS) {
            return CONTEXT + 1;
        }
        Encoding encoding = tokenizer.encode(text);
        return encoding.exceedMaxLength() ? CONTEXT + 1 : encoding.getIds().length;
    }

    private OnnxTensor tensor(long[] values, long[] shape) throws OrtException {
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
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
