package org.carrel.launch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/// An import or an evaluation on the server. A person who stops the command before its end stops
/// the work too.
final class ModelWork implements AutoCloseable {
    private static final Set<String> OVER = Set.of("succeeded", "failed", "cancelled");

    private final Api api;
    private final String path;
    private final Looking looking;
    private final Thread hook = Thread.ofPlatform().name("cancel").unstarted(this::cancel);

    ModelWork(Api api, String id, Looking looking) {
        this.api = api;
        this.path = ModelsCommand.PATH + "/work/" + Json.encode(id);
        this.looking = looking;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /// Waits for its end and gives what the server says of it then.
    JsonNode end(Steps.Step step) {
        JsonNode work = looking.at(path);
        while (!OVER.contains(work.path("state").asText())) {
            show(work, step);
            looking.rest();
            work = looking.at(path);
        }
        return work;
    }

    private static void show(JsonNode work, Steps.Step step) {
        String stage = work.path("stage").asText("");
        long done = work.path("done").asLong();
        long total = work.path("total").asLong();
        if (work.path("stage").isNull() || stage.isEmpty() || total <= 0) {
            step.now(Printable.line(work.path("state").asText()));
        } else {
            step.now(Printable.line(stage + " " + done * 100 / total + "%"));
        }
    }

    /// As when the command is stopped.
    void cancel() {
        try {
            api.delete(path);
        } catch (RuntimeException e) {
            // It has ended by itself, or the server has.
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It is running already.
        }
    }
}
