package org.carrel.models.runtime;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.carrel.models.EmbeddingModel;
import org.carrel.models.ModelDescription;

/**
 * A BERT encoder in ONNX Runtime.
 *
 * <p>Texts run one by one, each on one thread: an int8 model scales its activations over the whole
 * batch, so in a batch a vector would depend on its neighbours and an index could not be rebuilt to
 * the same answers.
 */
final class OnnxEmbeddingModel implements EmbeddingModel {

    /** What Lucene takes. */
    private static final int MOST_DIMENSIONS = 1_024;

    private static final String SHIPPED = "bge-small-en-v1.5-q";

    /** bge-small-en-v1.5 (BAAI, MIT licence) in int8. */
    private static final EncoderForm SHIPPED_FORM =
            new EncoderForm(
                    EncoderForm.Pooling.FIRST,
                    "Represent this sentence for searching relevant passages: ",
                    "");

    private final ModelDescription description;
    private final EncoderForm form;
    private final BertEncoder encoder;
    private final int dimensions;
    private final ExecutorService threads;

    private OnnxEmbeddingModel(
            ModelDescription description,
            EncoderForm form,
            BertEncoder encoder,
            int dimensions,
            int threads) {
        this.description = description;
        this.form = form;
        this.encoder = encoder;
        this.dimensions = dimensions;
        this.threads =
                Executors.newFixedThreadPool(
                        threads,
                        Thread.ofPlatform().daemon().name("carrel-embedding-", 0).factory());
    }

    /** The model that comes with the application. */
    static OnnxEmbeddingModel shipped(int threads) {
        byte[] model = resource(SHIPPED + ".onnx");
        byte[] tokenizer = resource(SHIPPED + "-tokenizer.json");
        ModelDescription description =
                new ModelDescription(SHIPPED, Sha256.hex(model), TokenSession.CONTEXT);
        return open(description, SHIPPED_FORM, model, tokenizer, threads);
    }

    /**
     * An imported folder.
     *
     * @throws UnusableModelException naming the model and what is wrong
     */
    static OnnxEmbeddingModel of(Path folder, ModelDescription description, int threads) {
        EncoderForm form = EncoderForm.read(folder);
        try {
            return open(
                    description,
                    form,
                    Files.readAllBytes(folder.resolve("model.onnx")),
                    Files.readAllBytes(folder.resolve("tokenizer.json")),
                    threads);
        } catch (IOException e) {
            throw new UnusableModelException(
                    "the encoder " + description.name() + " cannot be read", e);
        }
    }

    /** Opens it and lets it read a text of the full length, so that what cannot is refused here. */
    private static OnnxEmbeddingModel open(
            ModelDescription description,
            EncoderForm form,
            byte[] model,
            byte[] tokenizer,
            int threads) {
        try {
            BertEncoder encoder = BertEncoder.of(model, tokenizer, form.pooling());
            try {
                float[] trial = unit(encoder.vector("word ".repeat(2 * TokenSession.CONTEXT)));
                if (trial.length > MOST_DIMENSIONS) {
                    throw new IllegalStateException(
                            trial.length + " dimensions are more than " + MOST_DIMENSIONS);
                }
                return new OnnxEmbeddingModel(description, form, encoder, trial.length, threads);
            } catch (IllegalStateException e) {
                encoder.close();
                throw e;
            }
        } catch (OrtException | IOException | RuntimeException e) {
            // The tokenizer's library throws what it likes.
            throw new UnusableModelException(
                    "the encoder "
                            + description.name()
                            + " cannot be used: it must give a vector of at most "
                            + MOST_DIMENSIONS
                            + " numbers for each of up to "
                            + TokenSession.CONTEXT
                            + " tokens",
                    e);
        }
    }

    private static byte[] resource(String name) {
        // This class's own loader: the calling thread's may not see the application's jars.
        try (InputStream in = OnnxEmbeddingModel.class.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new UnusableModelException(name + " is not on the class path");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UnusableModelException(name + " cannot be read", e);
        }
    }

    @Override
    public ModelDescription description() {
        return description;
    }

    @Override
    public int countTokens(String text) {
        return encoder.countTokens(text);
    }

    @Override
    public int dimensions() {
        return dimensions;
    }

    /** {@inheritDoc} Runs on the calling thread, so that a question does not wait for passages. */
    @Override
    public float[] embedQuery(String question) {
        return embed(form.question() + question);
    }

    @Override
    public List<float[]> embedPassages(List<String> passages) {
        List<Future<float[]>> running = new ArrayList<>(passages.size());
        for (String passage : passages) {
            running.add(threads.submit(() -> embed(form.passage() + passage)));
        }
        List<float[]> vectors = new ArrayList<>(passages.size());
        try {
            for (Future<float[]> vector : running) {
                vectors.add(vector.get());
            }
            return vectors;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while embedding", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a passage could not be embedded", e.getCause());
        } finally {
            running.forEach(vector -> vector.cancel(false));
        }
    }

    private float[] embed(String text) {
        return unit(encoder.vector(text));
    }

    private static float[] unit(float[] vector) {
        double sum = 0;
        for (float value : vector) {
            sum += (double) value * value;
        }
        double length = Math.sqrt(sum);
        if (!(length > 0) || Double.isInfinite(length)) {
            throw new IllegalStateException("the encoder gives a vector without direction");
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (vector[i] / length);
        }
        return vector;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        encoder.close();
    }
}
