package org.carrel.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.carrel.launch.eval.Server;

/// The running server, as an evaluation sees it.
final class EvalServer implements Server {
    private static final int TRIES = 20;

    private final Api api;
    private final Steps steps;
    private final Duration pause;
    private final Map<String, String> names = new HashMap<>();

    /// @param pause between two looks at a job
    EvalServer(Api api, Steps steps, Duration pause) {
        this.api = api;
        this.steps = steps;
        this.pause = pause;
    }

    @Override
    public String collection(String name) {
        String id =
                api.collectionNamed(name)
                        .orElseGet(() -> api.create(name, Kind.matter, false))
                        .id();
        names.put(id, name);
        return id;
    }

    @Override
    public Map<String, Stored> documents(String collection) {
        Map<String, Stored> documents = new HashMap<>();
        String cursor = "";
        do {
            JsonNode page =
                    api.get(
                            "/collections/"
                                    + collection
                                    + "/documents?limit=200"
                                    + (cursor.isEmpty() ? "" : "&cursor=" + Json.encode(cursor)));
            for (JsonNode item : page.path("items")) {
                documents.put(
                        item.path("sha256").asText(),
                        new Stored(item.required("id").asText(), item.path("state").asText()));
            }
            cursor = page.path("next").isTextual() ? page.path("next").asText() : "";
        } while (!cursor.isEmpty());
        return documents;
    }

    @Override
    public void ingest(String collection, List<Given> files) {
        new Ingestion(api, steps, pause)
                .run(
                        new Api.Collection(
                                collection, names.getOrDefault(collection, ""), Kind.matter),
                        files.stream()
                                .map(file -> new LocalFile(file.path(), file.name()))
                                .toList());
    }

    @Override
    public JsonNode text(String document) {
        return api.get("/documents/" + document + "/text");
    }

    @Override
    public JsonNode search(ObjectNode query) {
        return patiently("/search", query);
    }

    @Override
    public JsonNode ask(ObjectNode question) {
        return patiently("/ask", question);
    }

    @Override
    public JsonNode summary(String document, ObjectNode wish) {
        return patiently("/documents/" + document + "/summary", wish);
    }

    @Override
    public void remove(String collection) {
        try {
            api.delete("/collections/" + collection);
            steps.say("  the collection was deleted");
        } catch (LaunchFailure e) {
            steps.say("  the collection stays: " + e.getMessage());
        }
    }

    /// A server that asks to come again later is asked again later.
    private JsonNode patiently(String path, ObjectNode body) {
        for (int tries = 1; ; tries++) {
            try {
                return api.post(path, body);
            } catch (Api.NotNow notNow) {
                if (tries == TRIES) {
                    throw new LaunchFailure(notNow.getMessage());
                }
                rest(notNow.retryAfter());
            }
        }
    }

    private static void rest(Duration time) {
        try {
            TimeUnit.MILLISECONDS.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchFailure("interrupted");
        }
    }
}
