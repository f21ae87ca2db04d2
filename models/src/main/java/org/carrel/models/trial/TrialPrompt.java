package org.carrel.models.trial;

import java.util.List;
import java.util.Objects;

/**
 * What a model on trial is asked, a line of JSON.
 *
 * @param id comes back with the answer
 * @param system instructions; may be empty
 * @param user the evidence and the question
 * @param maxTokens most tokens to write, at least 1
 * @param stops strings that end the answer; they are not part of it
 */
public record TrialPrompt(
        String id, String system, String user, int maxTokens, List<String> stops) {
    public TrialPrompt {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(system, "system");
        Objects.requireNonNull(user, "user");
        stops = List.copyOf(stops);
    }
}
