package org.carrel.problem;

import org.jspecify.annotations.Nullable;

/**
 * A problem as clients of OpenAI's API read it (OpenAI API reference, "Error codes"): the body of
 * an error answer of the calls under {@code /v1}.
 */
public record OpenAiError(Body error) {

    /**
     * What such a client turns into an exception.
     *
     * @param type OpenAI's kind of error, by whose turn it is to act
     * @param param the field of the request that is at fault
     * @param code the problem's name, in OpenAI's words where it has any
     */
    public record Body(String message, String type, @Nullable String param, String code) {}

    /** Whether errors of this path take this form. */
    public static boolean isSpokenAt(String path) {
        return path.startsWith("/v1/") || path.startsWith("v1/");
    }

    /** The same problem in this form. */
    public static OpenAiError of(ProblemDocument problem) {
        return new OpenAiError(
                new Body(
                        problem.detail(),
                        type(problem.status()),
                        problem.field(),
                        code(problem.name())));
    }

    private static String type(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 429 -> "rate_limit_error";
            default -> status < 500 ? "invalid_request_error" : "server_error";
        };
    }

    private static String code(String name) {
        return switch (name) {
            case "unauthorized" -> "invalid_api_key";
            case "unknown-model" -> "model_not_found";
            case "context-too-long" -> "context_length_exceeded";
            case "too-many-requests" -> "rate_limit_exceeded";
            case "unsupported" -> "unsupported_parameter";
            default -> name.replace('-', '_');
        };
    }
}
