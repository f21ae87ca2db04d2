package org.carrel.models.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.carrel.models.EmbeddingModel;
import org.carrel.models.ModelDescription;

/**
 * bge-small-en-v1.5 (BAAI, MIT licence), int8, in ONNX Runtime; 384 dimensions from the first
 * token.
 *
 * <p>Texts run one by one, each on one thread: the int8 model scales its activations over the whole
 * batch, so in a batch a vector would depend on its neighbours and an index could not be rebuilt to
 * the same answers.
 */
final class BgeEmbeddingModel implements EmbeddingModel {

    static final int DIMENSIONS = 384;

    /** What the model was trained to see before a question, and not before a passage. */
    private static final String QUESTION =
            "Represent this sentence for searching relevant passages: ";

    private final ModelDescription description;
    private final BertEncoder encoder;
    private final ExecutorService threads;
    private final ReadWriteLock open = new ReentrantReadWriteLock();
    private boolean closed;

    private BgeEmbeddingModel(String sha256, BertEncoder encoder, int threads) {
        this.description = new ModelDescription("bge-small-en-v1.5-q", sha256, BertEncoder.CONTEXT);
        this.encoder = encoder;
        this.threads =
                Executors.newFixedThreadPool(
                        threads,
                        Thread.ofPlatform().daemon().name("carrel-embedding-", 0).factory());
    }

    static BgeEmbeddingModel open(int threads) {
        byte[] model = resource("bge-small-en-v1.5-q.onnx");
        byte[] tokenizer = resource("bge-small-en-v1.5-q-tokenizer.json");
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            OrtSession session = environment.createSession(model, options);
            return new BgeEmbeddingModel(
                    Sha256.hex(model), BertEncoder.of(environment, session, tokenizer), threads);
        } catch (OrtException | IOException e) {
            throw new UnusableModelException("bge-small cannot be loaded", e);
        }
    }

    private static byte[] resource(String name) {
        // This class's own loader: the calling thread's may not see the application's jars.
        try (InputStream in = BgeEmbeddingModel.class.getResourceAsStream("/" + name)) {
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
        return whileOpen(() -> encoder.countTokens(text));
    }

    @Override
    public int dimensions() {
        return DIMENSIONS;
    }

    /** {@inheritDoc} Runs on the calling thread, so that a question does not wait for passages. */
    @Override
    public float[] embedQuery(String question) {
        return embed(QUESTION + question);
    }

    @Override
    public List<float[]> embedPassages(List<String> passages) {
        List<Future<float[]>> running = new ArrayList<>(passages.size());
        for (String passage : passages) {
            running.add(threads.submit(() -> embed(passage)));
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
        return whileOpen(() -> unit(encoder.firstToken(text)));
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

    private static float[] unit(float[] vector) {
        double sum = 0;
        for (float value : vector) {
            sum += (double) value * value;
        }
        double length = Math.sqrt(sum);
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (vector[i] / length);
        }
        return vector;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        open.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                encoder.close();
            }
        } finally {
            open.writeLock().unlock();
        }
    }
}
