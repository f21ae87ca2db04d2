package org.carrel.model;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a model answered a set of questions, beside the one that was active.
 *
 * @param id of the work that found it
 * @param questions how many were asked
 * @param questionsSha256 of the set
 * @param candidateSha256 of the model
 * @param candidate its counts
 * @param incumbent the model that was active, if one was
 * @param passed whether it may take over from that one
 * @param verdict why, in a sentence
 */
public record Evaluation(
        UUID id,
        int questions,
        String questionsSha256,
        String candidateSha256,
        Score candidate,
        @Nullable Incumbent incumbent,
        boolean passed,
        String verdict,
        Instant at) {

    /**
     * What came out for one model.
     *
     * @param correct questions whose supported sentences say what was asked for
     * @param unsupported questions with a sentence that the evidence does not carry
     * @param tokensPerSecond written, reading included
     */
    public record Score(int correct, int unsupported, double tokensPerSecond) {}

    /** The model that a candidate was held against. */
    public record Incumbent(String name, String sha256, Score score) {}
}
