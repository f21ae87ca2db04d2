package org.carrel.gate;

import org.carrel.model.Evaluation.Score;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a candidate.
 *
 * @param tolerance by which share of all questions it may be worse
 * @param leastCorrect share that it has to get right where nothing is there to be held against
 */
record Policy(double tolerance, double leastCorrect) {

    /**
     * A decision.
     *
     * @param why in a sentence
     */
    record Decision(boolean passed, String why) {}

    Decision decide(int questions, Score candidate, @Nullable Score incumbent) {
        if (incumbent == null) {
            boolean enough = candidate.correct() >= leastCorrect * questions;
            return new Decision(
                    enough,
                    "%d of %d questions are answered right; %s are asked for."
                            .formatted(
                                    candidate.correct(),
                                    questions,
                                    Math.round(Math.ceil(leastCorrect * questions))));
        }
        double slack = tolerance * questions;
        if (candidate.correct() < incumbent.correct() - slack) {
            return new Decision(
                    false,
                    "It answers %d of %d questions right, the active model %d."
                            .formatted(candidate.correct(), questions, incumbent.correct()));
        }
        if (candidate.unsupported() > incumbent.unsupported() + slack) {
            return new Decision(
                    false,
                    "It says something unsupported to %d of %d questions, the active model to %d."
                            .formatted(
                                    candidate.unsupported(), questions, incumbent.unsupported()));
        }
        return new Decision(
                true,
                "It answers %d of %d questions right, the active model %d; unsupported %d and %d."
                        .formatted(
                                candidate.correct(),
                                questions,
                                incumbent.correct(),
                                candidate.unsupported(),
                                incumbent.unsupported()));
    }
}
