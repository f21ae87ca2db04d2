package org.carrel.answer;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An earlier answer, made again as far as it can be.
 *
 * @param standalone null where the question stood alone, and where a document is gone from which
 *     words of it were taken
 */
record Reconstructed(
        UUID answerId,
        String asker,
        Instant askedAt,
        String question,
        List<AnswerRecord.Earlier> history,
        @Nullable String standalone,
        Route route,
        List<Passage> shown,
        List<Prompt> prompts) {

    Reconstructed {
        history = List.copyOf(history);
        shown = List.copyOf(shown);
        prompts = List.copyOf(prompts);
    }

    /**
     * A sentence that was shown.
     *
     * @param quote null unless it is intact
     */
    record Passage(
            UUID documentId,
            int version,
            int page,
            int start,
            int end,
            String sha256,
            Kept state,
            @Nullable String quote) {}

    /** What is left of a sentence that was shown. */
    enum Kept {
        /** The stored text at its place has the hash that was recorded. */
        @JsonProperty("intact")
        INTACT,
        /** The stored text at its place is another. */
        @JsonProperty("changed")
        CHANGED,
        /** The document or version is no more, or not for this caller. */
        @JsonProperty("gone")
        GONE
    }

    /**
     * A prompt that the model was asked.
     *
     * @param passages indexes from 0 into {@link #shown}
     * @param text the prompt as it was, without the model's own template; null if it cannot be made
     */
    record Prompt(
            int template,
            List<Integer> passages,
            int maxTokens,
            List<String> stops,
            String model,
            String modelSha256,
            String promptSha256,
            Match match,
            @Nullable String text) {}

    /** Whether a prompt that was made again is the one that was asked. */
    enum Match {
        /** By its hash as the model read it. */
        @JsonProperty("matches")
        MATCHES,
        /** By its hash before the model's template; that model is not installed here. */
        @JsonProperty("matches-before-template")
        MATCHES_BEFORE_TEMPLATE,
        @JsonProperty("differs")
        DIFFERS,
        /** A passage of it is gone or changed, or its form is not known to this release. */
        @JsonProperty("incomplete")
        INCOMPLETE
    }
}
