package org.carrel.models.trial;

import java.util.Objects;

/**
 * What a model on trial wrote, a line of JSON.
 *
 * @param id of the prompt
 * @param text empty when the prompt was refused
 * @param finish why it ended
 * @param promptTokens tokens read
 * @param generatedTokens tokens written
 * @param millis from the start of reading the prompt to the last token
 */
public record TrialAnswer(
        String id, String text, Finish finish, int promptTokens, int generatedTokens, long millis) {

    public TrialAnswer {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(finish, "finish");
    }

    /** Why an answer ended. */
    public enum Finish {
        /** The model ended it, or wrote a stop. */
        STOP,
        /** As many tokens as were asked for. */
        LENGTH,
        /** The time for one prompt was over; the text is what was written by then. */
        TIME,
        /** Prompt and answer do not fit into the model's context. */
        REFUSED
    }
}
