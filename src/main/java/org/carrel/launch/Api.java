package org.carrel.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;

/// The server's REST calls that the command line makes, under `/api/v1`.
///
/// Errors come as `application/problem+json` and are told by title and detail, with the trace id by
/// which the server's log is searched.
final class Api {
    private static final Duration UPLOAD_PATIENCE = Duration.ofMinutes(15);
    private static final Duration ANSWER_PATIENCE = Duration.ofMinutes(15);
    private static final int UNAVAILABLE = 503;

    private final Json json;
    private final String base;
    private final Supplier<String> token;

    /// A collection as the server lists it.
    record Collection(String id, String name, Kind kind) {}

    /// What an upload led to: a document, and the job that works on it.
    ///
    /// @param isNew false when the server had these bytes already
    /// @param state of the document, as far as it was told
    record Upload(String documentId, Optional<String> jobId, boolean isNew, String state) {}

    /// How far an upload in parts is.
    ///
    /// @param document what it became once it was whole
    record Standing(long offset, Optional<String> document, Optional<String> job) {}

    /// The server cannot take more at the moment.
    static final class NotNow extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final long seconds;

        NotNow(String message, long seconds) {
            super(message);
            this.seconds = seconds;
        }

        /// Never null, unlike what the overridden method allows.
        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }

        Duration retryAfter() {
            return Duration.ofSeconds(seconds);
        }
    }

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

    /// An open job, to which uploads are then added.
    String openJob(String collectionId) {
        ObjectNode none = Json.MAPPER.createObjectNode();
        String path = base + "/collections/" + collectionId + "/jobs";
        return expect(json.post(path, token.get(), none)).required("id").asText();
    }

    /// No more uploads are to come.
    void closeJob(String id) {
        ObjectNode none = Json.MAPPER.createObjectNode();
        expect(json.post(base + "/jobs/" + id + "/close", token.get(), none));
    }

    Upload upload(String collectionId, LocalFile file, String job) throws FileNotFoundException {
        String boundary = "carrel-" + UUID.randomUUID();
        String head =
                "--"
                        + boundary
                        + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                        + quoted(file.name())
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n";
        String path = base + "/collections/" + collectionId + "/documents?job=" + job;
        HttpRequest request =
                Json.request(path, token.get())
                        .timeout(UPLOAD_PATIENCE)
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(
                                BodyPublishers.concat(
                                        BodyPublishers.ofString(head),
                                        BodyPublishers.ofFile(file.path()),
                                        BodyPublishers.ofString("\r\n--" + boundary + "--\r\n")))
                        .build();
        JsonNode body = now(json.stream(request));
        JsonNode told = body.path("documents").path(0);
        return new Upload(
                body.required("documentId").asText(),
                Optional.of(body.path("jobId").asText("")).filter(id -> !id.isBlank()),
                told.path("isNew").asBoolean(true),
                told.path("state").asText("processing"));
    }

    /// Begins an upload in parts (tus 1.0.0).
    ///
    /// @return its address
    String beginUpload(String collectionId, String name, long length, String job) {
        HttpRequest request =
                tus(base + "/collections/" + collectionId + "/uploads")
                        .header("Upload-Length", Long.toString(length))
                        .header(
                                "Upload-Metadata",
                                "filename " + base64(name) + ",job " + base64(job))
                        .POST(BodyPublishers.noBody())
                        .build();
        HttpResponse<InputStream> response = json.stream(request);
        now(response);
        return URI.create(base)
                .resolve(response.headers().firstValue("Location").orElseThrow())
                .toString();
    }

    Standing standing(String upload) {
        HttpResponse<InputStream> response =
                json.stream(tus(upload).method("HEAD", BodyPublishers.noBody()).build());
        now(response);
        return standing(response);
    }

    Standing sendPart(String upload, long offset, long size, Supplier<InputStream> bytes) {
        HttpRequest request =
                tus(upload)
                        .timeout(UPLOAD_PATIENCE)
                        .header("Upload-Offset", Long.toString(offset))
                        .header("Content-Type", "application/offset+octet-stream")
                        .method(
                                "PATCH",
                                BodyPublishers.fromPublisher(
                                        BodyPublishers.ofInputStream(bytes), size))
                        .build();
        HttpResponse<InputStream> response = json.stream(request);
        now(response);
        return standing(response);
    }

    /// What an upload in parts led to.
    Upload uploaded(String document, Optional<String> job) {
        return new Upload(document, job, true, "processing");
    }

    private HttpRequest.Builder tus(String url) {
        return Json.request(url, token.get()).header("Tus-Resumable", "1.0.0");
    }

    private static Standing standing(HttpResponse<InputStream> response) {
        return new Standing(
                response.headers().firstValueAsLong("Upload-Offset").orElse(0),
                response.headers().firstValue("Carrel-Document"),
                response.headers().firstValue("Carrel-Job"));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /// The answer's body, unless the server asks to come again later.
    private static JsonNode now(HttpResponse<InputStream> response) {
        OptionalLong seconds = response.headers().firstValueAsLong("Retry-After");
        Json.Reply reply = Json.parse(response);
        if (!reply.ok() && seconds.isPresent()) {
            throw new NotNow(Printable.line(problem(reply.body())), seconds.getAsLong());
        }
        return expect(reply);
    }

    JsonNode document(String id) {
        return expect(json.get(base + "/documents/" + id, token.get()));
    }

    /// A page of a job's items, all in the order in which they came.
    ///
    /// @param cursor empty for the first
    JsonNode items(String job, String cursor) {
        String from = cursor.isEmpty() ? "" : "&cursor=" + Json.encode(cursor);
        return expect(json.get(base + "/jobs/" + job + "/items?limit=1000" + from, token.get()));
    }

    /// The newest jobs.
    JsonNode jobs() {
        return expect(json.get(base + "/jobs?limit=20", token.get()));
    }

    /// A document of a collection by its exact name.
    Optional<String> documentNamed(String collectionId, String name) {
        String path = base + "/collections/" + collectionId + "/documents?q=" + Json.encode(name);
        for (JsonNode item : expect(json.get(path, token.get())).path("items")) {
            if (item.path("name").asText().equals(name)) {
                return Optional.of(item.path("id").asText());
            }
        }
        return Optional.empty();
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
        return stream("/ask", question);
    }

    /// Any other call that answers by events, by its path below `/api/v1`; the caller closes it.
    InputStream stream(String path, ObjectNode body) {
        HttpResponse<InputStream> response =
                json.stream(
                        Json.jsonPost(base + path, token.get(), body)
                                .setHeader("Accept", "text/event-stream")
                                .timeout(ANSWER_PATIENCE)
                                .build());
        if (response.statusCode() != 200) {
            expect(Json.parse(response));
        }
        return response.body();
    }

    /// Any other call, by its path below `/api/v1`.
    JsonNode get(String path) {
        return expect(json.get(base + path, token.get()));
    }

    /// The same of something that goes on whether or not somebody looks.
    ///
    /// @return empty while the server is away
    Optional<JsonNode> look(String path) {
        try {
            Json.Reply reply = json.get(base + path, token.get());
            return reply.status() == UNAVAILABLE ? Optional.empty() : Optional.of(expect(reply));
        } catch (LaunchFailure e) {
            if (e.getCause() instanceof IOException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /// Saves what a call answers with, by its path below `/api/v1`, into a file that is not there.
    ///
    /// @return how many bytes
    long save(String path, Path file) {
        HttpResponse<InputStream> response =
                json.stream(
                        Json.request(base + path, token.get())
                                .setHeader("Accept", "*/*")
                                .timeout(ANSWER_PATIENCE)
                                .GET()
                                .build());
        if (response.statusCode() != 200) {
            expect(Json.parse(response));
        }
        return Saving.save(response, file);
    }

    /// Any other call that may take as long as an answer does.
    ///
    /// @throws NotNow if the server asks to come again later
    JsonNode post(String path, ObjectNode body) {
        return now(
                json.stream(
                        Json.jsonPost(base + path, token.get(), body)
                                .timeout(ANSWER_PATIENCE)
                                .build()));
    }

    JsonNode put(String path, ObjectNode body) {
        return expect(json.put(base + path, token.get(), body));
    }

    void delete(String path) {
        expect(json.delete(base + path, token.get()));
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
