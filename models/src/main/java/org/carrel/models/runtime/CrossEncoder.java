package org.carrel.models.runtime;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * A sequence classifier with one label over a pair of texts, as the sentence-transformers project
 * exports its cross-encoders to ONNX. Runs one pair at a time. Safe for many threads.
 */
final class CrossEncoder implements AutoCloseable {

    private static final Set<String> INPUTS =
            Set.of(TokenSession.IDS, TokenSession.MASK, TokenSession.TYPES);

    private final TokenSession session;

    private CrossEncoder(TokenSession session) {
        this.session = session;
    }

    /**
     * Opens a model and lets it judge a pair of the full length, so that one that cannot is refused
     * here and not by the first question.
     *
     * @throws UnusableModelException naming the folder and what is wrong
     */
    static CrossEncoder open(Path folder) {
        String graph = folder.resolve("model.onnx").toString();
        try {
            byte[] tokenizer = Files.readAllBytes(folder.resolve("tokenizer.json"));
            // From the file: these may be too large for the heap.
            CrossEncoder encoder =
                    new CrossEncoder(
                            TokenSession.of(
                                    tokenizer,
                                    (environment, options) ->
                                            environment.createSession(graph, options)));
            encoder.requireForm(folder);
            encoder.requireTrial(folder);
            return encoder;
        } catch (UnusableModelException e) {
            throw e;
        } catch (OrtException e) {
            throw new UnusableModelException("model.onnx of " + folder + " cannot be loaded", e);
        } catch (IOException | RuntimeException e) {
            // The tokenizer's library throws what it likes.
            throw new UnusableModelException("tokenizer.json of " + folder + " cannot be read", e);
        }
    }

    private void requireForm(Path folder) throws OrtException {
        boolean hasIds = false;
        for (NodeInfo input : session.inputs()) {
            boolean isLong =
                    input.getInfo() instanceof TensorInfo tensor
                            && tensor.type == OnnxJavaType.INT64;
            if (!INPUTS.contains(input.getName()) || !isLong) {
                throw refused(
                        folder,
                        "has the input "
                                + input.getName()
                                + " beside 64-bit "
                                + TokenSession.IDS
                                + ", "
                                + TokenSession.MASK
                                + " and "
                                + TokenSession.TYPES);
            }
            hasIds |= input.getName().equals(TokenSession.IDS);
        }
        if (!hasIds) {
            throw refused(folder, "has no input " + TokenSession.IDS);
        }
        if (session.outputs() != 1) {
            throw refused(folder, "has " + session.outputs() + " outputs, not one");
        }
    }

    private void requireTrial(Path folder) {
        try {
            score("which", "word ".repeat(2 * TokenSession.CONTEXT));
        } catch (IllegalStateException e) {
            close();
            throw new UnusableModelException(
                    "the reranker in %s cannot judge a pair of %d tokens: it must give one number"
                            .formatted(folder, TokenSession.CONTEXT),
                    e);
        }
    }

    private UnusableModelException refused(Path folder, String what) {
        close();
        return new UnusableModelException("the reranker in " + folder + " " + what);
    }

    /** How well the passage answers. */
    double score(String question, String passage) {
        return session.run(question, passage, (result, _) -> only(result));
    }

    private static double only(OrtSession.Result result) {
        FloatBuffer logits =
                result.get(0) instanceof OnnxTensor tensor ? tensor.getFloatBuffer() : null;
        if (logits == null || logits.remaining() != 1 || !Float.isFinite(logits.get(0))) {
            throw new IllegalStateException("the reranker gave no single number");
        }
        return logits.get(0);
    }

    @Override
    public void close() {
        session.close();
    }
}
