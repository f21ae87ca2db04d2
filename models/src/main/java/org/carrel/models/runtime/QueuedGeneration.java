package org.carrel.models.runtime;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.carrel.models.Generation;
import org.carrel.models.LanguageModel.Limits;

/** A generation from the call to its result. */
final class QueuedGeneration implements Generation, Runnable {

    private final Request request;
    private final Writer writer;
    private final Predicate<QueuedGeneration> withdraw;
    private final CompletableFuture<Result> result = new CompletableFuture<>();
    private volatile boolean cancelled;

    /** What writes answers. */
    interface Writer {
        Result write(Request request, BooleanSupplier cancelled);
    }

    /**
     * @param withdraw takes this out of the queue and tells whether it was still waiting there
     */
    QueuedGeneration(Request request, Writer writer, Predicate<QueuedGeneration> withdraw) {
        this.request = request;
        this.writer = writer;
        this.withdraw = withdraw;
    }

    String user() {
        return request.user();
    }

    @Override
    public CompletionStage<Result> result() {
        return result.minimalCompletionStage();
    }

    @Override
    public void cancel() {
        cancelled = true;
        if (withdraw.test(this)) {
            neverStarted();
        }
    }

    void neverStarted() {
        result.complete(
                new Result(
                        "",
                        Finish.CANCELLED,
                        0,
                        0,
                        request.promptSha256(),
                        Duration.ZERO,
                        Duration.ZERO));
    }

    @Override
    public void run() {
        if (cancelled) {
            neverStarted();
            return;
        }
        try {
            result.complete(writer.write(request, () -> cancelled));
        } catch (RuntimeException | Error e) {
            // The worker goes on with the next one; the caller learns of it.
            result.completeExceptionally(e);
        }
    }

    /**
     * What is asked of the model.
     *
     * @param user whose turn it takes
     * @param scope within which the prompt may be used again
     * @param tokens the prompt
     * @param promptSha256 of its text
     * @param limits when to stop
     * @param sampler chooses the tokens
     * @param onText takes the pieces
     */
    record Request(
            String user,
            String scope,
            PromptTokens tokens,
            String promptSha256,
            Limits limits,
            Sampler sampler,
            Consumer<String> onText) {}
}
