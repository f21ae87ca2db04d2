package org.carrel.models.runtime;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The scores after each token of an answer. Reads guessed tokens along with a known one; what they
 * give is used when they come true and forgotten otherwise, so that guessing changes nothing but
 * the time.
 */
final class Continuation {

    private final LlamaEngine engine;
    private final KeyValues past;
    private final @Nullable PromptLookup lookup;
    private int position;
    private int[] read = {};
    private float[][] scores = {};

    /** Index in {@link #read} of the last token that came true. */
    private int at;

    /**
     * @param lookup what guesses; null for nobody
     */
    Continuation(LlamaEngine engine, KeyValues past, int position, @Nullable PromptLookup lookup) {
        this.engine = engine;
        this.past = past;
        this.position = position;
        this.lookup = lookup;
    }

    /**
     * The scores after {@code token}, which follows those of the calls before.
     *
     * @return null when cancelled
     */
    float @Nullable [] after(int token, BooleanSupplier cancelled) {
        position++;
        if (lookup != null) {
            lookup.add(token);
        }
        if (at + 1 < read.length) {
            at++;
            if (read[at] == token) {
                return scores[at];
            }
            at--;
        }
        return read(token, cancelled);
    }

    private float @Nullable [] read(int token, BooleanSupplier cancelled) {
        if (lookup != null && read.length > 1) {
            lookup.score(at);
        }
        int[] guesses = lookup == null ? new int[0] : lookup.guess();
        int room = Math.min(guesses.length, engine.context() - position);
        read = new int[1 + room];
        read[0] = token;
        System.arraycopy(guesses, 0, read, 1, room);
        at = 0;
        float[][] all = engine.read(read, position - 1, past, cancelled);
        if (all == null) {
            return null;
        }
        scores = all;
        return scores[0];
    }
}
