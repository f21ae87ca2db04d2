package org.carrel.ingest.describe;

import org.carrel.ingest.Span;
import org.jspecify.annotations.Nullable;

/**
 * What may be so.
 *
 * @param confidence 0 to 1; of rules, not a measured probability
 * @param span the words of the text that say it; null when something else does, such as the file's
 *     own properties
 */
public record Guess<T>(T value, double confidence, @Nullable Span span) {

    public Guess {
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("no confidence: " + confidence);
        }
    }
}
