package org.carrel.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.carrel.answer.Answer;
import org.jspecify.annotations.Nullable;

/**
 * A chat completion (OpenAI API reference, "The chat completion object").
 *
 * @param created seconds since 1970
 * @param carrel what the answer rests on
 */
record Completion(
        String id,
        String object,
        long created,
        String model,
        @JsonProperty("system_fingerprint") @Nullable String systemFingerprint,
        List<Choice> choices,
        Usage usage,
        Ground carrel) {

    /** The one answer. */
    record Choice(
            int index,
            Said message,
            @Nullable String logprobs,
            @JsonProperty("finish_reason") String finishReason) {}

    /** What the assistant says. */
    record Said(String role, String content, @Nullable String refusal) {}

    /** Tokens that a model read and wrote; none where an answer is quoted. */
    record Usage(
            @JsonProperty("prompt_tokens") int promptTokens,
            @JsonProperty("completion_tokens") int completionTokens,
            @JsonProperty("total_tokens") int totalTokens) {
        static Usage of(int read, int written) {
            return new Usage(read, written, read + written);
        }
    }

    /**
     * What an answer rests on.
     *
     * @param grounded whether on documents
     * @param notice what to know of an answer that does not
     * @param turnsLeftOut earlier turns of the conversation that were not read
     * @param answer as {@code /api/v1/ask} gives it, with its citations
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Ground(
            boolean grounded,
            @Nullable String notice,
            @Nullable Integer turnsLeftOut,
            @Nullable Answer answer) {}

    static Completion of(Chat.Head head, Hearing.End end) {
        Choice choice =
                new Choice(0, new Said("assistant", end.text(), null), null, end.finishReason());
        return new Completion(
                head.id(),
                "chat.completion",
                head.created(),
                head.model(),
                head.fingerprint(),
                List.of(choice),
                end.usage(),
                end.ground());
    }
}
