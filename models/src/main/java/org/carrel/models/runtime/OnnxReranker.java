package org.carrel.models.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.carrel.models.ModelDescription;
import org.carrel.models.Reranker;

/** A {@link CrossEncoder} on a few threads, with a limit of time. */
final class OnnxReranker implements Reranker {

    private static final List<String> FILES = List.of("model.onnx", "tokenizer.json");

    private final ModelDescription description;
    private final CrossEncoder encoder;
    private final ExecutorService threads;

    private OnnxReranker(ModelDescription description, CrossEncoder encoder, int threads) {
        this.description = description;
        this.encoder = encoder;
        this.threads =
                Executors.newFixedThreadPool(
                        threads,
                        Thread.ofPlatform().daemon().name("carrel-reranker-", 0).factory());
    }

    static OnnxReranker open(Path folder, int threads) {
        for (String file : FILES) {
            if (!Files.isRegularFile(folder.resolve(file))) {
                throw new UnusableModelException("the model folder " + folder + " has no " + file);
            }
        }
        ModelDescription description =
                new ModelDescription(
                        String.valueOf(folder.getFileName()),
                        Sha256.hex(folder.resolve("model.onnx")),
                        TokenSession.CONTEXT);
        return new OnnxReranker(description, CrossEncoder.open(folder), threads);
    }

    @Override
    public ModelDescription description() {
        return description;
    }

    @Override
    public Optional<double[]> scores(String question, List<String> passages, Duration within) {
        List<Callable<Double>> pairs = new ArrayList<>(passages.size());
        for (String passage : passages) {
            pairs.add(() -> encoder.score(question, passage));
        }
        try {
            // What is not finished in time is cancelled; a pair that runs ends by itself.
            List<Future<Double>> ended =
                    threads.invokeAll(pairs, within.toNanos(), TimeUnit.NANOSECONDS);
            double[] scores = new double[ended.size()];
            for (int i = 0; i < scores.length; i++) {
                scores[i] = ended.get(i).get();
            }
            return Optional.of(scores);
        } catch (CancellationException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reranking", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a passage could not be judged", e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        encoder.close();
    }
}
