package org.carrel.models;

/**
 * A prompt and the answer that is asked for do not fit into the model's context. Nothing is cut off
 * from a prompt here: only who wrote it knows what it can do without.
 */
public final class PromptTooLongException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /**
     * @param prompt tokens of it, at least
     * @param answer most tokens of it
     * @param context tokens that the model reads and writes in all
     */
    public PromptTooLongException(long prompt, int answer, int context) {
        super(
                "a prompt of %d tokens and an answer of %d do not fit into a context of %d"
                        .formatted(prompt, answer, context));
    }
}
