package org.carrel.models;

import java.util.Optional;

/**
 * What a model has that a plain llama does not.
 *
 * @param biases whether queries, keys and values have one
 * @param gemma what makes it a gemma 2
 */
record LlamaVariant(boolean biases, Optional<Gemma> gemma) {

    static final LlamaVariant PLAIN = new LlamaVariant(false, Optional.empty());
    static final LlamaVariant WITH_BIASES = new LlamaVariant(true, Optional.empty());

    /**
     * A gemma 2 (Gemma Team 2024, arXiv:2408.00118): what attention and the feed-forward part add
     * is normalised too, the gate is a GELU, and scores are capped at c x tanh(score / c).
     *
     * @param attentionCap of the scores of attention
     * @param outputCap of the scores of tokens
     */
    record Gemma(double attentionCap, double outputCap) {}
}
