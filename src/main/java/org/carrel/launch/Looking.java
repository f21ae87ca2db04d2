package org.carrel.launch;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Looks again and again at work that the server does by itself. A server that is away for a while,
/// such as one that is started again, has not ended the work.
final class Looking {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Api api;
    private final Duration pause;
    private final Duration patience;

    /// @param pause between two looks
    Looking(Api api, Duration pause) {
        this(api, pause, PATIENCE);
    }

    /// @param patience with a server that does not answer
    Looking(Api api, Duration pause, Duration patience) {
        this.api = api;
        this.pause = pause;
        this.patience = patience;
    }

    /// What the server says now, or as soon as it answers again.
    JsonNode at(String path) {
        long begun = System.nanoTime();
        Optional<JsonNode> seen = api.look(path);
        while (seen.isEmpty()) {
            if (System.nanoTime() - begun > patience.toNanos()) {
                throw new LaunchFailure(
                        "the server has not answered for %d s; what was begun goes on there"
                                .formatted(patience.toSeconds()));
            }
            rest();
            seen = api.look(path);
        }
        return seen.get();
    }

    void rest() {
        try {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchFailure("interrupted; the server goes on");
        }
    }
}
