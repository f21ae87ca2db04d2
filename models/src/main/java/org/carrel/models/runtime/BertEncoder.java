package org.carrel.models.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import org.carrel.models.runtime.EncoderForm.Pooling;

/** Runs a BERT encoder over one text at a time. Safe for many threads. */
final class BertEncoder implements AutoCloseable {

    private static final int RANK = 3;

    private final TokenSession session;
    private final Pooling pooling;

    private BertEncoder(TokenSession session, Pooling pooling) {
        this.session = session;
        this.pooling = pooling;
    }

    /** Takes a model and its tokenizer, each as the bytes of its file. */
    static BertEncoder of(byte[] model, byte[] tokenizer, Pooling pooling)
            throws OrtException, IOException {
        return new BertEncoder(
                TokenSession.of(
                        tokenizer,
                        (environment, options) -> environment.createSession(model, options)),
                pooling);
    }

    /**
     * The text's vector, as long as it came out.
     *
     * @throws IllegalStateException if the model fails, or gives no vector for each token
     */
    float[] vector(String text) {
        return session.run(text, this::pooled);
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

    /** One more than {@link TokenSession#CONTEXT} for every text that would be cut. */
    int countTokens(String text) {
        return session.countTokens(text);
    }

    @Override
    public void close() {
        session.close();
    }
}
