package org.carrel.models.trial;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.carrel.models.Generation;
import org.carrel.models.Generation.Result;
import org.carrel.models.LanguageModel;
import org.carrel.models.trial.TrialAnswer.Finish;

/** Asks one model, one prompt after the other, and never waits for ever. */
final class Questioning {

    /** A model ends within one token of being told to; a slow one takes seconds for it. */
    private static final Duration TO_STOP = Duration.ofSeconds(60);

    private final LanguageModel model;
    private final Duration longest;
    private final long end;

    /**
     * @param longest for one prompt
     * @param end of everything, as {@link System#nanoTime}
     */
    Questioning(LanguageModel model, Duration longest, long end) {
        this.model = model;
        this.longest = longest;
        this.end = end;
    }

    /**
     * @throws TrialFailedException when the time of all is over, the model fails or does not stop
     */
    TrialAnswer ask(TrialPrompt prompt) throws TrialFailedException, InterruptedException {
        long left = end - System.nanoTime();
        if (left <= 0) {
            throw new TrialFailedException("the time of the trial is over");
        }
        Generation generation;
        try {
            generation =
                    model.generate(
                            new LanguageModel.Prompt(prompt.system(), prompt.user()),
                            new LanguageModel.Limits(prompt.maxTokens(), prompt.stops()),
                            text -> {});
        } catch (IllegalArgumentException e) {
            return new TrialAnswer(prompt.id(), "", Finish.REFUSED, 0, 0, 0);
        }
        CompletableFuture<Result> result = generation.result().toCompletableFuture();
        try {
            return answer(
                    prompt, result.get(Math.min(left, longest.toNanos()), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            generation.cancel();
            return answer(prompt, stopped(result));
        } catch (ExecutionException e) {
            throw failed(e);
        }
    }

    private static Result stopped(CompletableFuture<Result> result)
            throws TrialFailedException, InterruptedException {
        try {
            return result.get(TO_STOP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new TrialFailedException("the model does not stop when it is told to");
        } catch (ExecutionException e) {
            throw failed(e);
        }
    }

    /** The kind alone: a message may quote the prompt. */
    private static TrialFailedException failed(ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return new TrialFailedException(
                "the model failed while it wrote: " + cause.getClass().getSimpleName());
    }

    private static TrialAnswer answer(TrialPrompt prompt, Result result) {
        Finish finish =
                switch (result.finish()) {
                    case STOP -> Finish.STOP;
                    case LENGTH -> Finish.LENGTH;
                    case CANCELLED -> Finish.TIME;
                };
        return new TrialAnswer(
                prompt.id(),
                result.text(),
                finish,
                result.promptTokens(),
                result.generatedTokens(),
                result.total().toMillis());
    }
}
