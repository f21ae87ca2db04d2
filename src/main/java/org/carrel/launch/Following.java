package org.carrel.launch;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Waits until a job has ended, by its counts: one question at a time, however many documents it
/// has.
final class Following {
    private static final Set<String> OVER = Set.of("succeeded", "failed");

    private final Api api;
    private final Looking looking;

    /// @param pause between two looks
    Following(Api api, Duration pause) {
        this.api = api;
        this.looking = new Looking(api, pause);
    }

    /// Waits for the job's end and gives its items.
    List<JsonNode> end(String job, Steps.Step step) {
        String path = "/jobs/" + job;
        JsonNode state = looking.at(path);
        while (!OVER.contains(state.path("state").asText())) {
            step.count(done(state), total(state), line(state));
            looking.rest();
            state = looking.at(path);
        }
        step.count(done(state), total(state), line(state));
        return items(job, state);
    }

    private List<JsonNode> items(String job, JsonNode state) {
        List<JsonNode> items = new ArrayList<>();
        if (state.path("items").size() >= total(state)) {
            state.path("items").forEach(items::add);
            return items;
        }
        String cursor = "";
        do {
            JsonNode page = api.items(job, cursor);
            page.path("items").forEach(items::add);
            cursor = page.path("next").isTextual() ? page.path("next").asText() : "";
        } while (!cursor.isEmpty());
        return items;
    }

    private static long total(JsonNode job) {
        return job.path("counts").path("total").asLong();
    }

    private static long done(JsonNode job) {
        JsonNode counts = job.path("counts");
        return counts.path("indexed").asLong()
                + counts.path("quarantined").asLong()
                + counts.path("cancelled").asLong();
    }

    /// How far a job is, for a person.
    static String line(JsonNode job) {
        StringBuilder line = new StringBuilder();
        line.append(String.format(Locale.ROOT, "%,d of %,d done", done(job), total(job)));
        long quarantined = job.path("counts").path("quarantined").asLong();
        if (quarantined > 0) {
            line.append(String.format(Locale.ROOT, ", %,d quarantined", quarantined));
        }
        double rate = job.path("ratePerMinute").asDouble();
        if (rate > 0) {
            line.append(String.format(Locale.ROOT, ", %.0f a minute", rate));
        }
        if (job.path("secondsLeft").isNumber()) {
            line.append(", ").append(left(job.path("secondsLeft").asLong())).append(" left");
        }
        return line.toString();
    }

    private static String left(long seconds) {
        return seconds < 90
                ? seconds + " s"
                : seconds < 5_400
                        ? Math.round(seconds / 60.0) + " min"
                        : String.format(Locale.ROOT, "%.1f h", seconds / 3600.0);
    }
}
