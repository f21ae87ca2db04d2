package org.carrel.models;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** One queued or running generation. */
public interface Generation {

    /** Completes when the model stops, whatever the reason. */
    CompletionStage<Result> result();

    /** Stops it, within one token; the result completes as {@link Finish#CANCELLED}. */
    void cancel();

    /** Why the model stopped. */
    enum Finish {
        STOP,
        LENGTH,
        CANCELLED
    }

    /**
     * What was written.
     *
     * @param text the whole answer
     * @param finish why it ended
     * @param promptTokens tokens read
     * @param generatedTokens tokens written
     * @param promptSha256 of the prompt as the model read it, after the template, lower-case
     *     hexadecimal
     * @param firstToken from the start of the work (not of the wait) to the first token
     * @param total from the start of the work to the end
     */
    record Result(
            String text,
            Finish finish,
            int promptTokens,
            int generatedTokens,
            String promptSha256,
            Duration firstToken,
            Duration total) {}
}
