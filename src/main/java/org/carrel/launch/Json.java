package org.carrel.launch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Calls that carry JSON, with a bearer token, to an address on this machine or the customer's
/// network. Every call ends within a time; no answer longer than [#ANSWER_LIMIT] bytes is read.
final class Json implements AutoCloseable {
    static final ObjectMapper MAPPER = new ObjectMapper();

    private static final int ANSWER_LIMIT = 32 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String purpose;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(10))
                    .build();

    /// Calls that state no purpose.
    Json() {
        this("");
    }

    /// @param purpose of use, stated with each call; empty to state none
    Json(String purpose) {
        this.purpose = purpose;
    }

    /// A status and what came with it; `body` is a missing node if it was not JSON.
    record Reply(int status, JsonNode body) {
        boolean ok() {
            return status >= 200 && status < 300;
        }
    }

    Reply get(String url, String token) {
        return send(request(url, token).GET().build());
    }

    Reply delete(String url, String token) {
        return send(request(url, token).DELETE().build());
    }

    Reply post(String url, String token, JsonNode body) {
        return send(jsonPost(url, token, body).build());
    }

    Reply put(String url, String token, JsonNode body) {
        return send(withJson(url, token).PUT(json(body)).build());
    }

    /// Posts a form, which needs no token.
    Reply form(String url, Map<String, String> fields) {
        String body =
                fields.entrySet().stream()
                        .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                        .collect(Collectors.joining("&"));
        return send(
                HttpRequest.newBuilder(URI.create(url))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    Reply send(HttpRequest request) {
        return parse(stream(request));
    }

    /// The answer as it arrives; the caller closes its body.
    HttpResponse<InputStream> stream(HttpRequest request) {
        try {
            return client.send(stating(request), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new LaunchFailure(
                    "no answer from "
                            + request.uri().getAuthority()
                            + ": is Carrel running? (carrel up)",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchFailure("interrupted while waiting for an answer");
        }
    }

    private HttpRequest stating(HttpRequest request) {
        return purpose.isEmpty()
                ? request
                : HttpRequest.newBuilder(request, (name, value) -> true)
                        .setHeader("Purpose-Of-Use", purpose)
                        .build();
    }

    static Reply parse(HttpResponse<InputStream> response) {
        try (InputStream in = response.body()) {
            byte[] bytes = in.readNBytes(ANSWER_LIMIT);
            return new Reply(response.statusCode(), tree(bytes));
        } catch (IOException e) {
            throw new LaunchFailure("the answer broke off: " + e.getMessage(), e);
        }
    }

    static HttpRequest.Builder request(String url, String token) {
        return HttpRequest.newBuilder(URI.create(url))
                .timeout(PATIENCE)
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + token);
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static HttpRequest.BodyPublisher json(JsonNode body) {
        return HttpRequest.BodyPublishers.ofString(body.toString());
    }

    static HttpRequest.Builder jsonPost(String url, String token, JsonNode body) {
        return withJson(url, token).POST(json(body));
    }

    private static HttpRequest.Builder withJson(String url, String token) {
        return request(url, token).header("Content-Type", "application/json");
    }

    private static JsonNode tree(byte[] bytes) throws IOException {
        try {
            @Nullable JsonNode tree = MAPPER.readTree(bytes);
            return tree == null ? MAPPER.missingNode() : tree;
        } catch (JsonProcessingException e) {
            return MAPPER.missingNode();
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
