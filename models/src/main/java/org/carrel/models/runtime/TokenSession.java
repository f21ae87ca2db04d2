package org.carrel.models.runtime;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.LongBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * An ONNX graph that reads the tokens of a BERT tokenizer, one text or one pair of texts at a time.
 * Safe for many threads; closing waits for those that run, and whoever comes later is refused with
 * an {@link IllegalStateException}.
 */
final class TokenSession implements AutoCloseable {

    /** Tokens that the graph sees; the rest is cut, of a pair from the longer text first. */
    static final int CONTEXT = 512;

    static final String IDS = "input_ids";
    static final String MASK = "attention_mask";
    static final String TYPES = "token_type_ids";

    /** Far more than {@link #CONTEXT} tokens of any language; bounds the tokenizer's work. */
    private static final int MOST_CHARACTERS = 32 * CONTEXT;

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final HuggingFaceTokenizer tokenizer;
    private final ReadWriteLock open = new ReentrantReadWriteLock();
    private boolean closed;

    private TokenSession(
            OrtEnvironment environment, OrtSession session, HuggingFaceTokenizer tokenizer) {
        this.environment = environment;
        this.session = session;
        this.tokenizer = tokenizer;
    }

    /** Where the graph is: in memory, or in a file. */
    @FunctionalInterface
    interface Graph {
        OrtSession open(OrtEnvironment environment, OrtSession.SessionOptions options)
                throws OrtException;
    }

    /** Reads what a run gave while it is there. */
    @FunctionalInterface
    interface Output<T> {

        /**
         * @param tokens how many the graph saw
         */
        T read(OrtSession.Result result, int tokens);
    }

    /**
     * @param tokenizer bytes of its file
     * @throws OrtException if the graph cannot be loaded
     * @throws IOException if the tokenizer cannot be read; its library throws any other exception
     *     for the same reason
     */
    static TokenSession of(byte[] tokenizer, Graph graph) throws OrtException, IOException {
        String context = String.valueOf(CONTEXT);
        HuggingFaceTokenizer read =
                HuggingFaceTokenizer.newInstance(
                        new ByteArrayInputStream(tokenizer),
                        Map.of(
                                "padding",
                                "false",
                                "truncation",
                                "LONGEST_FIRST",
                                "maxLength",
                                context,
                                "modelMaxLength",
                                context));
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            return new TokenSession(environment, graph.open(environment, options), read);
        } catch (OrtException e) {
            read.close();
            throw e;
        }
    }

    Collection<NodeInfo> inputs() throws OrtException {
        return session.getInputInfo().values();
    }

    long outputs() {
        return session.getNumOutputs();
    }

    <T> T run(String text, Output<T> output) {
        return whileOpen(() -> run(tokenizer.encode(cut(text)), output));
    }

    <T> T run(String first, String second, Output<T> output) {
        return whileOpen(() -> run(tokenizer.encode(cut(first), cut(second)), output));
    }

    private <T> T run(Encoding encoding, Output<T> output) {
        long[] shape = {1, encoding.getIds().length};
        Map<String, OnnxTensor> inputs = new HashMap<>();
        try {
            for (String input : session.getInputNames()) {
                long[] values =
                        switch (input) {
                            case IDS -> encoding.getIds();
                            case MASK -> encoding.getAttentionMask();
                            default -> encoding.getTypeIds();
                        };
                inputs.put(
                        input,
                        OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape));
            }
            try (OrtSession.Result result = session.run(inputs)) {
                return output.read(result, encoding.getIds().length);
            }
        } catch (OrtException e) {
            throw new IllegalStateException("the model failed", e);
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    /** One more than {@link #CONTEXT} for every text that would be cut. */
    int countTokens(String text) {
        return whileOpen(() -> {
            if (text.length() > MOST_CHARACTERS) {
                return CONTEXT + 1;
            }
            Encoding encoding = tokenizer.encode(text);
            return encoding.exceedMaxLength() ? CONTEXT + 1 : encoding.getIds().length;
        });
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), MOST_CHARACTERS));
    }

    private <T> T whileOpen(Supplier<T> work) {
        open.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("the model is closed");
            }
            return work.get();
        } finally {
            open.readLock().unlock();
        }
    }

    @Override
    public void close() {
        open.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                tokenizer.close();
                session.close();
            }
        } catch (OrtException e) {
            throw new IllegalStateException("the model's session did not close", e);
        } finally {
            open.writeLock().unlock();
        }
    }
}
