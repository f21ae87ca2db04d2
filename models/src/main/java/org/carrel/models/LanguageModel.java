package org.carrel.models;

import java.util.List;
import java.util.function.Consumer;

/**
 * A model that writes text. Calls from many threads are queued and run one at a time, since one
 * generation takes every core.
 */
public interface LanguageModel extends AutoCloseable {

    ModelDescription description();

    /** Number of tokens that {@code text} takes. */
    int countTokens(String text);

    /** The prompt as the model reads it: put through the model's own chat template. */
    String asRead(Prompt prompt);

    /**
     * Queues one generation. Callers take turns: each has its own line, and lines are served one
     * after another.
     *
     * @param request what to write, for whom
     * @param onText called on the worker thread with each new piece of text, in order; pieces are
     *     whole characters. It must not block.
     * @return at once
     * @throws QueueFullException when too many are waiting, of this caller or in all
     * @throws PromptTooLongException when prompt and answer do not fit into the context; nothing is
     *     cut
     */
    Generation generate(Request request, Consumer<String> onText);

    /** Queues one greedy generation for nobody in particular. */
    default Generation generate(Prompt prompt, Limits limits, Consumer<String> onText) {
        return generate(new Request(prompt, limits, Sampling.GREEDY, Caller.NOBODY), onText);
    }

    @Override
    void close();

    /**
     * What the model reads.
     *
     * @param system instructions; may be empty
     * @param user the evidence and the question
     */
    record Prompt(String system, String user) {}

    /**
     * When to stop.
     *
     * @param maxTokens most tokens to write
     * @param stops strings that end the answer; they are not part of it
     */
    record Limits(int maxTokens, List<String> stops) {
        public Limits {
            stops = List.copyOf(stops);
        }
    }

    /**
     * For whom something is written.
     *
     * @param user opaque; callers of one name share a turn
     * @param scope opaque name of all that the caller may read. What was computed for a prompt is
     *     used again for the same beginning of another, within one scope only: else the time of an
     *     answer would tell what somebody else asked. Empty shares nothing but the instructions.
     */
    record Caller(String user, String scope) {

        /** Shares a turn with the others without a name, and no prompt with anybody. */
        public static final Caller NOBODY = new Caller("", "");
    }

    /**
     * One generation to be.
     *
     * @param prompt put through the model's own chat template
     * @param limits when to stop
     * @param sampling how tokens are chosen
     * @param caller for whom
     */
    record Request(Prompt prompt, Limits limits, Sampling sampling, Caller caller) {}
}
