package org.carrel.signin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Keycloak's events, through its Admin REST API, read by a client that may do nothing else. */
final class EventSource implements AutoCloseable {

    static final int PAGE = 100;

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
    private final SigninConfig config;
    private String token = "";
    private Instant renew = Instant.MIN;

    EventSource(SigninConfig config) {
        this.config = config;
    }

    /**
     * A page of events, oldest first; a page that is not full is the last.
     *
     * @param from inclusive
     * @param skipped how many since then came in pages before
     */
    List<JsonNode> page(EventKind kind, Instant from, int skipped)
            throws IOException, InterruptedException {
        String query =
                "?direction=asc&max="
                        + PAGE
                        + "&first="
                        + skipped
                        + "&dateFrom="
                        + from.toEpochMilli()
                        + kind.filter();
        URI address =
                URI.create(config.eventsUrl() + "/admin/realms/carrel/" + kind.path() + query);
        JsonNode events =
                send(
                        HttpRequest.newBuilder(address)
                                .timeout(PATIENCE)
                                .header("Authorization", "Bearer " + token())
                                .build());
        List<JsonNode> page = new ArrayList<>();
        events.forEach(page::add);
        return page;
    }

    private String token() throws IOException, InterruptedException {
        if (Instant.now().isAfter(renew)) {
            String secret = Files.readString(config.eventsSecret()).strip();
            String form =
                    "grant_type=client_credentials&client_id="
                            + encode(config.eventsClient())
                            + "&client_secret="
                            + encode(secret);
            JsonNode answer =
                    send(
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    config.eventsUrl()
                                                            + "/realms/carrel/protocol"
                                                            + "/openid-connect/token"))
                                    .timeout(PATIENCE)
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(HttpRequest.BodyPublishers.ofString(form))
                                    .build());
            token = answer.required("access_token").asText();
            Duration life = Duration.ofSeconds(answer.required("expires_in").asLong());
            renew = Instant.now().plus(life).minus(MARGIN);
        }
        return token;
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        var answer = client.send(request, BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            renew = Instant.MIN;
            throw new IOException("status " + answer.statusCode());
        }
        return json.readTree(answer.body());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.close();
    }
}
