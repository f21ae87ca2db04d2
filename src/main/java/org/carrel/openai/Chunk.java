package org.carrel.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a streamed chat completion (OpenAI API reference, "The chat completion chunk object").
 */
record Chunk(
        String id,
        String object,
        long created,
        String model,
        @JsonProperty("system_fingerprint") @Nullable String systemFingerprint,
        List<Choice> choices,
        @JsonInclude(JsonInclude.Include.NON_NULL) Completion.@Nullable Usage usage,
        @JsonInclude(JsonInclude.Include.NON_NULL) Completion.@Nullable Ground carrel) {

    /** What is new. */
    record Choice(
            int index, Delta delta, @JsonProperty("finish_reason") @Nullable String finishReason) {}

    /** More of the message. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Delta(@Nullable String role, @Nullable String content) {}

    static Chunk first(Chat.Head head) {
        return of(head, new Delta("assistant", ""), null, null);
    }

    static Chunk more(Chat.Head head, String text) {
        return of(head, new Delta(null, text), null, null);
    }

    static Chunk last(Chat.Head head, Hearing.End end) {
        return of(head, new Delta(null, null), end.finishReason(), end.ground());
    }

    /** Comes after the last, without a choice. */
    static Chunk usage(Chat.Head head, Hearing.End end) {
        return new Chunk(
                head.id(),
                "chat.completion.chunk",
                head.created(),
                head.model(),
                head.fingerprint(),
                List.of(),
                end.usage(),
                null);
    }

    private static Chunk of(
            Chat.Head head,
            Delta delta,
            @Nullable String finishReason,
            Completion.@Nullable Ground ground) {
        return new Chunk(
                head.id(),
                "chat.completion.chunk",
                head.created(),
                head.model(),
                head.fingerprint(),
                List.of(new Choice(0, delta, finishReason)),
                null,
                ground);
    }
}
