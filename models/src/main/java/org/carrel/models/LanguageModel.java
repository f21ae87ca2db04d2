package org.carrel.models;

import java.util.List;
import java.util.function.Consumer;

/**
 * A model that writes text. Calls from many threads are queued and run one at a time, in order:
 * Jlama computes wrong numbers when two threads share a model.
 */
public interface LanguageModel extends AutoCloseable {

    ModelDescription description();

    /** Number of tokens that {@code text} takes. */
    int countTokens(String text);

    /** The prompt as the model reads it: put through the model's own chat template. */
    String asRead(Prompt prompt);

    /**
     * Queues one greedy generation.
     *
     * @param prompt put through the model's own chat template
     * @param limits when to stop
     * @param onText called on the worker thread with each new piece of text, in order; pieces are
     *     whole characters. It must not block.
     * @return at once
     * @throws QueueFullException when too many are waiting
     */
    Generation generate(Prompt prompt, Limits limits, Consumer<String> onText);

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
}
