package org.carrel.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.carrel.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * A chat completion as it is wanted, everything of it possible.
 *
 * @param model as the caller named it
 * @param maxTokens null where none are named
 * @param temperature 0 where none is named: the likeliest, so that the same request gives the same
 *     answer
 * @param seed null where none is named
 * @param withUsage whether a stream ends with the number of tokens
 */
record ChatWish(
        String model,
        Conversation conversation,
        ChatRequest.@Nullable Grounding grounding,
        boolean stream,
        boolean withUsage,
        @Nullable Integer maxTokens,
        double temperature,
        double topP,
        @Nullable Long seed,
        List<String> stops) {

    /** OpenAI takes as many. */
    private static final int MOST_STOPS = 4;

    private static final int LONGEST_STOP = 200;
    private static final double HOTTEST = 2;

    ChatWish {
        stops = List.copyOf(stops);
    }

    /**
     * @throws org.carrel.problem.ProblemException for what is malformed or not done here
     */
    static ChatWish of(ChatRequest request) {
        Unsupported.refuse("", request.others());
        require(
                request.n() == null || request.n() == 1,
                "n",
                "One answer is written: n must be 1.");
        ChatRequest.StreamOptions options = request.streamOptions();
        if (options != null) {
            Unsupported.refuse("stream_options.", options.others());
        }
        double temperature = Objects.requireNonNullElse(request.temperature(), 0.0);
        valid(
                temperature >= 0 && temperature <= HOTTEST,
                "temperature",
                "temperature must be from 0 to 2.");
        double topP = Objects.requireNonNullElse(request.topP(), 1.0);
        valid(topP > 0 && topP <= 1, "top_p", "top_p must be above 0 and at most 1.");
        return new ChatWish(
                Objects.requireNonNullElse(request.model(), ""),
                Conversation.of(Objects.requireNonNull(request.messages())),
                request.carrel(),
                Boolean.TRUE.equals(request.stream()),
                options != null && Boolean.TRUE.equals(options.includeUsage()),
                maxTokens(request),
                temperature,
                topP,
                request.seed(),
                stops(request.stop()));
    }

    private static @Nullable Integer maxTokens(ChatRequest request) {
        Integer older = request.maxTokens();
        Integer newer = request.maxCompletionTokens();
        valid(
                older == null || newer == null || older.equals(newer),
                "max_tokens",
                "max_tokens and max_completion_tokens name two limits.");
        Integer most = newer == null ? older : newer;
        valid(most == null || most >= 1, "max_tokens", "max_tokens must be at least 1.");
        return most;
    }

    private static List<String> stops(@Nullable JsonNode stop) {
        List<String> stops = new ArrayList<>();
        if (stop != null && stop.isTextual()) {
            stops.add(stop.asText());
        } else if (stop != null && !stop.isNull()) {
            valid(stop.isArray(), "stop", "stop must be a text or a list of texts.");
            stop.forEach(each -> stops.add(each.isTextual() ? each.asText() : ""));
        }
        valid(
                stops.size() <= MOST_STOPS
                        && stops.stream()
                                .allMatch(each -> !each.isEmpty() && each.length() <= LONGEST_STOP),
                "stop",
                "stop may hold 4 texts of 1 to 200 letters.");
        return stops;
    }

    private static void valid(boolean holds, String field, String detail) {
        if (!holds) {
            throw Problems.invalid(field, detail);
        }
    }

    /** That what is wanted is done here. */
    static void require(boolean done, String field, String detail) {
        if (!done) {
            throw Problems.unsupported(field, detail);
        }
    }
}
