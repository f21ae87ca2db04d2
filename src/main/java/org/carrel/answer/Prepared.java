package org.carrel.answer;

import java.util.List;
import java.util.UUID;
import org.carrel.access.ReadableCollections;
import org.carrel.models.LanguageModel;
import org.jspecify.annotations.Nullable;

/**
 * A question whose evidence is chosen and recorded, and may be shown.
 *
 * @param id of the answer to come
 * @param prompt for the model; null where it is not asked
 * @param searchedIn names of collections
 * @param arrived {@link System#nanoTime} when it was asked
 */
record Prepared(
        UUID id,
        ReadableCollections scope,
        Question question,
        Standalone standalone,
        Evidence evidence,
        Route route,
        LanguageModel.@Nullable Prompt prompt,
        List<String> searchedIn,
        long arrived) {

    /** Sentences of documents that are shown before anything is written. */
    List<Citation> shown() {
        return switch (evidence) {
            case Evidence.Grounded grounded -> grounded.citations();
            case Evidence.Insufficient none -> none.nearest();
        };
    }

    long millis() {
        return millisTo(System.nanoTime());
    }

    /**
     * @param at {@link System#nanoTime}
     */
    long millisTo(long at) {
        return (at - arrived) / 1_000_000;
    }
}
