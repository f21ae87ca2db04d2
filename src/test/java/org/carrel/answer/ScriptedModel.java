package org.carrel.answer;

import io.quarkus.test.junit.QuarkusTestProfile;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.carrel.model.CurrentModel;
import org.carrel.models.Generation;
import org.carrel.models.LanguageModel;
import org.carrel.models.ModelDescription;
import org.carrel.models.QueueFullException;
import org.carrel.search.Shown;
import org.jspecify.annotations.Nullable;

/** Writes what a test tells it to, piece by piece, on a thread of its own as the real one does. */
public final class ScriptedModel implements LanguageModel {

    /** In the place of a piece: writes nothing more until it is cancelled. */
    public static final String WAIT = "\u0000wait";

    /** In the place of a piece: fails. */
    public static final String FAIL = "\u0000fail";

    /**
     * How many may run or wait. Counted, since a worker's queue is full until it takes the first.
     */
    private static final int PLACES = 2;

    private final ThreadPoolExecutor worker =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    private final AtomicInteger live = new AtomicInteger();
    private volatile Iterable<String> script = List.of();
    private volatile @Nullable Request request;

    public void write(Iterable<String> pieces) {
        script = pieces;
    }

    public void write(String... pieces) {
        script = List.of(pieces);
    }

    /** Number of generations that run or wait. */
    public int live() {
        return live.get();
    }

    /** Whether one is being written and none waits. */
    public boolean isWriting() {
        return worker.getActiveCount() == 1 && worker.getQueue().isEmpty();
    }

    @Override
    public ModelDescription description() {
        return new ModelDescription("scripted", Shown.sha256("scripted"), 2048);
    }

    @Override
    public int countTokens(String text) {
        return text.split("\\s+").length;
    }

    @Override
    public String asRead(Prompt prompt) {
        return "<user>" + prompt.user() + "</user>";
    }

    /** What it was asked for last. */
    public Request lastRequest() {
        return Objects.requireNonNull(request);
    }

    @Override
    public Generation generate(Request request, Consumer<String> onText) {
        this.request = request;
        if (live.incrementAndGet() > PLACES) {
            live.decrementAndGet();
            throw new QueueFullException(PLACES - 1, Duration.ofSeconds(7));
        }
        Scripted generation = new Scripted(request.prompt(), script.iterator(), onText);
        generation.result().whenComplete((result, failure) -> live.decrementAndGet());
        worker.execute(generation);
        return generation;
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }

    private final class Scripted implements Generation, Runnable {
        private final Prompt prompt;
        private final Iterator<String> pieces;
        private final Consumer<String> onText;
        private final CountDownLatch cancelled = new CountDownLatch(1);
        private final CompletableFuture<Result> result = new CompletableFuture<>();

        Scripted(Prompt prompt, Iterator<String> pieces, Consumer<String> onText) {
            this.prompt = prompt;
            this.pieces = pieces;
            this.onText = onText;
        }

        @Override
        public void run() {
            StringBuilder written = new StringBuilder();
            try {
                while (pieces.hasNext() && cancelled.getCount() > 0) {
                    String piece = pieces.next();
                    if (piece.equals(WAIT)) {
                        cancelled.await();
                    } else if (piece.equals(FAIL)) {
                        throw new IllegalStateException("the model failed");
                    } else {
                        written.append(piece);
                        onText.accept(piece);
                    }
                }
                result.complete(result(written.toString()));
            } catch (InterruptedException | RuntimeException e) {
                result.completeExceptionally(e);
            }
        }

        private Result result(String text) {
            return new Result(
                    text,
                    cancelled.getCount() > 0 ? Finish.STOP : Finish.CANCELLED,
                    1,
                    1,
                    Shown.sha256(asRead(prompt)),
                    Duration.ZERO,
                    Duration.ZERO);
        }

        @Override
        public CompletionStage<Result> result() {
            return result;
        }

        @Override
        public void cancel() {
            cancelled.countDown();
        }
    }

    /** Puts the scripted model in the place of the installed one. */
    @Alternative
    @Singleton
    public static class Installed implements CurrentModel {

        private final ScriptedModel model = new ScriptedModel();

        public ScriptedModel scripted() {
            return model;
        }

        @Override
        public Optional<LanguageModel> get() {
            return Optional.of(model);
        }

        @PreDestroy
        void close() {
            model.close();
        }
    }

    /** For tests that need it. */
    public static class Profile implements QuarkusTestProfile {
        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(Installed.class);
        }
    }
}
