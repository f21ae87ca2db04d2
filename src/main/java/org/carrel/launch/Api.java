package org.carrel.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileNotFoundException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// The server's REST calls that the command line makes, under `/api/v1`.
///
/// Errors come as `application/problem+json` and are told by title and detail, with the trace id by
/// which the server's log is searched.
final class Api {
    private static final Duration UPLOAD_PATIENCE = Duration.ofMinutes(15);
    private static final Duration ANSWER_PATIENCE = Duration.ofMinutes(15);

    private final Json json;
    private final String base;
    private final Supplier<String> token;

    /// A collection as the server lists it.
    record Collection(String id, String name, Kind kind) {}

    /// What an upload led to: a document, and the job that works on it if there is one.
    record Upload(String documentId, Optional<String> jobId) {}

    /// @param server for example `http://127.0.0.1:8080`
    Api(Json json, String server, Supplier<String> token) {
        this.json = json;
        this.base = server + "/api/v1";
        this.token = token;
    }

    Optional<Collection> collectionNamed(String name) {
        String cursor = "";
        do {
            String query = cursor.isEmpty() ? "" : "?cursor=" + Json.encode(cursor);
            JsonNode page = expect(json.get(base + "/collections" + query, token.get()));
            for (JsonNode item : page.path("items")) {
                if (item.path("name").asText().equals(name)) {
                    return Optional.of(collection(item));
                }
            }
            cursor = page.path("next").asText("");
            if (cursor.equals("null")) {
                cursor = "";
            }
        } while (!cursor.isEmpty());
        return Optional.empty();
    }

    /// @param share whether everyone whose role belongs to that kind may read it
    Collection create(String name, Kind kind, boolean share) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("name", name).put("kind", kind.name()).put("share", share);
        return collection(expect(json.post(base + "/collections", token.get(), body)));
    }

    Upload upload(String collectionId, Path file) throws FileNotFoundException {
        String boundary = "carrel-" + UUID.randomUUID();
        String head =
                "--"
                        + boundary
                        + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                        + quoted(String.valueOf(file.getFileName()))
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n";
        HttpRequest request =
                Json.request(base + "/collections/" + collectionId + "/documents", token.get())
                        .timeout(UPLOAD_PATIENCE)
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(
                                BodyPublishers.concat(
                                        BodyPublishers.ofString(head),
                                        BodyPublishers.ofFile(file),
                                        BodyPublishers.ofString("\r\n--" + boundary + "--\r\n")))
                        .build();
        JsonNode body = expect(json.send(request));
        return new Upload(
                body.required("documentId").asText(),
                Optional.of(body.path("jobId").asText("")).filter(id -> !id.isBlank()));
    }

    JsonNode job(String id) {
        return expect(json.get(base + "/jobs/" + id, token.get()));
    }

    /// The whole answer at once.
    JsonNode ask(ObjectNode question) {
        return expect(
                json.send(
                        Json.jsonPost(base + "/ask", token.get(), question)
                                .timeout(ANSWER_PATIENCE)
                                .build()));
    }

    /// The answer as a stream of events; the caller closes it.
    InputStream askStreaming(ObjectNode question) {
        HttpResponse<InputStream> response =
                json.stream(
                        Json.jsonPost(base + "/ask", token.get(), question)
                                .setHeader("Accept", "text/event-stream")
                                .timeout(ANSWER_PATIENCE)
                                .build());
        if (response.statusCode() != 200) {
            expect(Json.parse(response));
        }
        return response.body();
    }

    /// What a problem says to a person.
    static String problem(JsonNode problem) {
        String title = problem.path("title").asText("the server refused");
        String detail = problem.path("detail").asText("");
        String trace = problem.path("traceId").asText("");
        return title
                + (detail.isEmpty() ? "" : ": " + detail)
                + (trace.isEmpty() ? "" : " (trace " + trace + ")");
    }

    private static JsonNode expect(Json.Reply reply) {
        if (!reply.ok()) {
            throw new LaunchFailure(
                    Printable.line(problem(reply.body())) + " [status " + reply.status() + "]");
        }
        return reply.body();
    }

    private static Collection collection(JsonNode node) {
        return new Collection(
                node.required("id").asText(),
                node.required("name").asText(),
                Kind.valueOf(node.required("kind").asText()));
    }

    /// A file name inside the quotes of a header, as browsers write it (WHATWG, multipart
    /// form-data).
    private static String quoted(String name) {
        return name.replace("\r", "%0D").replace("\n", "%0A").replace("\"", "%22");
    }
}
