package org.carrel.launch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Answers what a test tells it to, and keeps what it was asked: a stand-in for Carrel's REST and
/// for Keycloak's token address.
final class FakeServer implements AutoCloseable {
    /// One request as it came.
    record Asked(String call, String authorization, String accept, String body) {}

    private record Answer(int status, String type, String body, Map<String, String> headers) {}

    private final HttpServer server;
    private final Map<String, Deque<Answer>> answers = new HashMap<>();
    private final List<Asked> asked = new ArrayList<>();

    FakeServer() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// Queues an answer to a call such as `GET /api/v1/jobs/1`; the last one stays.
    FakeServer answer(String call, int status, String body) {
        return answer(call, status, "application/json", body);
    }

    FakeServer answer(String call, int status, String type, String body) {
        return answer(call, new Answer(status, type, body, Map.of()));
    }

    /// Queues an answer of headers alone.
    FakeServer answer(String call, int status, Map<String, String> headers) {
        return answer(call, new Answer(status, "text/plain", "", headers));
    }

    private FakeServer answer(String call, Answer answer) {
        synchronized (answers) {
            answers.computeIfAbsent(call, key -> new ArrayDeque<>()).add(answer);
        }
        return this;
    }

    List<Asked> asked(String call) {
        synchronized (answers) {
            return asked.stream().filter(each -> each.call().equals(call)).toList();
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        String call = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Answer answer;
        synchronized (answers) {
            asked.add(
                    new Asked(
                            call,
                            header(exchange, "Authorization"),
                            header(exchange, "Accept"),
                            body));
            Deque<Answer> queue = answers.getOrDefault(call, new ArrayDeque<>());
            Answer first = queue.size() > 1 ? queue.poll() : queue.peek();
            answer =
                    first == null
                            ? new Answer(
                                    404,
                                    "application/problem+json",
                                    "{\"title\":\"No such\"}",
                                    Map.of())
                            : first;
        }
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
