package org.carrel.models;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Judges how well passages answer a question by reading both together. Safe for many threads. */
public interface Reranker extends AutoCloseable {

    ModelDescription description();

    /**
     * Scores a few passages.
     *
     * @param passages what is beyond the model's context is cut
     * @param within longest wait
     * @return one score a passage, in order: higher is better, and nothing else about it means
     *     anything. Empty when the time was not enough
     */
    Optional<double[]> scores(String question, List<String> passages, Duration within);

    @Override
    void close();
}
