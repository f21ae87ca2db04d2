package org.carrel.models;

import java.util.Set;

/**
 * How the next token is chosen. The same request with the same seed gives the same answer.
 *
 * @param temperature 0 takes the likeliest; 1 draws from the model's own distribution
 * @param topK draws among this many of the likeliest; 0 for all
 * @param topP draws among the likeliest that together have this probability (Holtzman et al. 2020,
 *     arXiv:1904.09751); 1 for all
 * @param repetitionPenalty divides the score of a token that the answer has already, above 0
 *     (Keskar et al. 2019, arXiv:1909.05858); 1 for none
 * @param seed of the draws
 * @param vocabulary texts whose tokens alone may be written, besides the end; empty for any
 */
public record Sampling(
        double temperature,
        int topK,
        double topP,
        double repetitionPenalty,
        long seed,
        Set<String> vocabulary) {

    /** Always the likeliest. */
    public static final Sampling GREEDY = new Sampling(0, 0, 1, 1, 0, Set.of());

    public Sampling {
        if (!(temperature >= 0 && temperature <= 10)) {
            throw new IllegalArgumentException("temperature from 0 to 10: " + temperature);
        }
        if (topK < 0 || !(topP > 0 && topP <= 1)) {
            throw new IllegalArgumentException("topK from 0, topP above 0 to 1: " + topK + topP);
        }
        if (!(repetitionPenalty >= 1 && repetitionPenalty <= 10)) {
            throw new IllegalArgumentException(
                    "repetitionPenalty from 1 to 10: " + repetitionPenalty);
        }
        vocabulary = Set.copyOf(vocabulary);
    }
}
