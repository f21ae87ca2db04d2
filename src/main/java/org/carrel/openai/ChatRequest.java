package org.carrel.openai;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.carrel.access.Asked;
import org.carrel.access.AskedPart;
import org.carrel.search.Narrowing;
import org.carrel.search.Shown;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The body of a chat completion (OpenAI API reference, "Create chat completion").
 *
 * @param carrel asks for an answer from documents
 * @param others fields that are not read here; refused unless they ask for nothing
 */
record ChatRequest(
        @Nullable String model,
        @Nullable List<Message> messages,
        @Nullable Boolean stream,
        @JsonProperty("stream_options") @Nullable StreamOptions streamOptions,
        @JsonProperty("max_tokens") @Nullable Integer maxTokens,
        @JsonProperty("max_completion_tokens") @Nullable Integer maxCompletionTokens,
        @Nullable Double temperature,
        @JsonProperty("top_p") @Nullable Double topP,
        @Nullable Long seed,
        @Nullable JsonNode stop,
        @Nullable Integer n,
        @Nullable String user,
        @Nullable Grounding carrel,
        @JsonAnySetter @Schema(hidden = true) Map<String, JsonNode> others)
        implements Asked {

    ChatRequest {
        messages = messages == null ? List.of() : messages.stream().toList();
        others = Objects.requireNonNullElse(others, Map.of());
    }

    /**
     * One message.
     *
     * @param content a text, or a list of parts of which each is text
     */
    record Message(
            @Nullable String role,
            @Nullable JsonNode content,
            @JsonAnySetter @Schema(hidden = true) Map<String, JsonNode> others)
            implements AskedPart {
        Message {
            others = Objects.requireNonNullElse(others, Map.of());
        }
    }

    /** What a stream holds beside the answer. */
    record StreamOptions(
            @JsonProperty("include_usage") @Nullable Boolean includeUsage,
            @JsonAnySetter @Schema(hidden = true) Map<String, JsonNode> others)
            implements AskedPart {
        StreamOptions {
            others = Objects.requireNonNullElse(others, Map.of());
        }
    }

    /**
     * Carrel's own field: answer from documents, as {@code /api/v1/ask} does.
     *
     * @param collection one to look into
     * @param collections several; all that the caller may read where neither is there
     * @param purpose the purpose of use, for clients that send no header {@code Purpose-Of-Use}
     * @param route as {@code /api/v1/ask} takes it
     */
    record Grounding(
            @Nullable UUID collection,
            @Nullable List<UUID> collections,
            @Nullable List<UUID> documents,
            @Nullable String purpose,
            @Nullable String route,
            boolean allVersions,
            @Nullable Narrowing filter)
            implements AskedPart {

        /** Over all that the caller may read. */
        static final Grounding PLAIN = new Grounding(null, null, null, null, null, false, null);
    }

    @Override
    public String questionSha256() {
        List<Message> all = Objects.requireNonNullElse(messages, List.of());
        JsonNode last = all.isEmpty() || all.getLast() == null ? null : all.getLast().content();
        return Shown.sha256(
                last == null ? null : last.isTextual() ? last.asText() : last.toString());
    }
}
