package org.carrel.answer.larger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.carrel.models.Generation;
import org.carrel.models.LanguageModel.Limits;
import org.carrel.models.LanguageModel.Prompt;
import org.carrel.models.QueueFullException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a small server that speaks the protocol, well and badly. */
class RemoteModelTest {

    private static final Prompt PROMPT = new Prompt("", "Thirty days.\n\nHow long?");
    private static final Limits LIMITS = new Limits(64, List.of("\n"));
    private static final String KEY = "a-key-that-must-stay-secret";

    private final StringBuilder heard = new StringBuilder();
    private HttpServer server;
    private RemoteModel model;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        model = model(Duration.ofSeconds(60));
    }

    @AfterEach
    void stop() {
        model.close();
        server.stop(0);
    }

    @Test
    void itWritesWhatTheServerStreams() throws Exception {
        CompletableFuture<JsonNode> asked = new CompletableFuture<>();
        CompletableFuture<String> key = new CompletableFuture<>();
        answer(exchange -> {
            asked.complete(new ObjectMapper().readTree(exchange.getRequestBody()));
            key.complete(exchange.getRequestHeaders().getFirst("Authorization"));
            try (OutputStream out = stream(exchange)) {
                say(out, "Thirty ");
                say(out, "days.");
                write(out, "data: [DONE]\n\n");
            }
        });
        Generation.Result result = result(model.generate(PROMPT, LIMITS, heard::append));
        assertEquals("Thirty days.", result.text());
        assertEquals("Thirty days.", heard.toString());
        assertEquals(Generation.Finish.STOP, result.finish());
        assertEquals("large", asked.get().path("model").asText());
        assertEquals(64, asked.get().path("max_tokens").asInt());
        assertEquals(
                "Thirty days.\n\nHow long?",
                asked.get().path("messages").path(0).path("content").asText());
        assertEquals("Bearer " + KEY, key.get());
    }

    @Test
    void aRedirectIsNotFollowed() {
        CompletableFuture<Void> followed = new CompletableFuture<>();
        server.createContext("/elsewhere", exchange -> followed.complete(null));
        answer(exchange -> redirect(exchange));
        assertTrue(failure(model.generate(PROMPT, LIMITS, heard::append)).contains("redirect"));
        assertFalse(followed.isDone());
    }

    @Test
    void aServerThatRedirectsIsRefusedAtStart() {
        server.createContext("/v1/models", exchange -> redirect(exchange));
        assertThrows(RefusedAddressException.class, model::probe);
    }

    @Test
    void aServerThatIsAwayIsNoReasonNotToStart() {
        server.stop(0);
        assertFalse(model.probe());
    }

    @Test
    void anAnswerThatNeverEndsIsCut() throws Exception {
        CountDownLatch hungUp = new CountDownLatch(1);
        answer(exchange -> sayForever(exchange, hungUp));
        Generation.Result result = result(model.generate(PROMPT, LIMITS, heard::append));
        assertEquals(Generation.Finish.LENGTH, result.finish());
        assertTrue(result.text().length() <= 64 * 8);
        assertTrue(hungUp.await(60, TimeUnit.SECONDS));
    }

    @Test
    void aServerThatHangsFailsWhenTheTimeIsUp() {
        model.close();
        model = model(Duration.ofMillis(300));
        CountDownLatch over = new CountDownLatch(1);
        answer(exchange -> {
            try (OutputStream out = stream(exchange)) {
                write(out, ": still thinking\n\n");
                await(over);
            }
        });
        assertTrue(failure(model.generate(PROMPT, LIMITS, heard::append)).contains("too long"));
        over.countDown();
    }

    @Test
    void cancellingClosesTheRequest() throws Exception {
        CountDownLatch hungUp = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        answer(exchange -> sayForever(exchange, hungUp));
        Generation generation =
                model.generate(PROMPT, new Limits(1_000_000, List.of()), text -> begun.countDown());
        assertTrue(begun.await(60, TimeUnit.SECONDS));
        generation.cancel();
        assertEquals(Generation.Finish.CANCELLED, result(generation).finish());
        assertTrue(hungUp.await(60, TimeUnit.SECONDS));
    }

    @Test
    void rubbishFailsAndIsNotRepeated() {
        answer(exchange -> {
            try (OutputStream out = stream(exchange)) {
                write(out, "data: <html>rubbish</html>\n\n");
            }
        });
        String message = failure(model.generate(PROMPT, LIMITS, heard::append));
        assertTrue(message.contains("no chat completion"));
        assertFalse(message.contains("rubbish"));
    }

    @Test
    void aLineWithoutEndFails() {
        answer(exchange -> {
            try (OutputStream out = stream(exchange)) {
                write(out, "data: " + "x".repeat(1 << 17));
            }
        });
        assertTrue(
                failure(model.generate(PROMPT, LIMITS, heard::append))
                        .contains("more than it may"));
    }

    @Test
    void anErrorTellsItsStatusAndNotTheKey() {
        answer(exchange -> {
            exchange.sendResponseHeaders(500, -1);
            exchange.close();
        });
        String message = failure(model.generate(PROMPT, LIMITS, heard::append));
        assertTrue(message.contains("500"));
        assertFalse(message.contains(KEY));
        assertFalse(message.contains("Thirty"));
    }

    @Test
    void oneTooManyIsTurnedAway() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        answer(exchange -> {
            await(over);
            try (OutputStream out = stream(exchange)) {
                write(out, "data: [DONE]\n\n");
            }
        });
        Generation first = model.generate(PROMPT, LIMITS, heard::append);
        Generation second = model.generate(PROMPT, LIMITS, heard::append);
        assertThrows(QueueFullException.class, () -> model.generate(PROMPT, LIMITS, heard::append));
        over.countDown();
        assertEquals("", result(first).text());
        assertEquals("", result(second).text());
    }

    @Test
    void aNameThatComesToLeadElsewhereIsNotSpokenTo() {
        InternalAddress moved =
                InternalAddress.of(
                        URI.create("http://models.internal:" + server.getAddress().getPort()),
                        List.of("models.internal:" + server.getAddress().getPort()),
                        host -> List.of(InetAddress.ofLiteral("203.0.113.7")));
        try (RemoteModel other =
                new RemoteModel(
                        new RemoteModel.Settings(
                                moved, "large", KEY, null, Duration.ofSeconds(60), 1, 8192))) {
            assertTrue(
                    failure(other.generate(PROMPT, LIMITS, heard::append)).contains("203.0.113.7"));
        }
    }

    private RemoteModel model(Duration timeout) {
        int port = server.getAddress().getPort();
        InternalAddress address =
                InternalAddress.of(
                        URI.create("http://127.0.0.1:" + port),
                        List.of("127.0.0.1:" + port),
                        host -> List.of(InetAddress.getLoopbackAddress()));
        return new RemoteModel(
                new RemoteModel.Settings(address, "large", KEY, null, timeout, 2, 8192));
    }

    private void answer(HttpHandler handler) {
        server.createContext("/v1/chat/completions", handler);
    }

    private static void redirect(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Location", "/elsewhere");
        exchange.sendResponseHeaders(307, -1);
        exchange.close();
    }

    private static void sayForever(HttpExchange exchange, CountDownLatch hungUp)
            throws IOException {
        try (OutputStream out = stream(exchange)) {
            while (true) {
                say(out, "and so on ");
            }
        } catch (IOException e) {
            hungUp.countDown();
            throw e;
        }
    }

    private static OutputStream stream(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        return exchange.getResponseBody();
    }

    private static void say(OutputStream out, String text) throws IOException {
        write(out, "data: {\"choices\":[{\"delta\":{\"content\":\"" + text + "\"}}]}\n\n");
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(60, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Generation.Result result(Generation generation) throws Exception {
        return generation.result().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    /** Its message, which nothing stands behind. */
    private static String failure(Generation generation) {
        ExecutionException failed =
                assertThrows(ExecutionException.class, () -> result(generation));
        RuntimeException cause = assertInstanceOf(RuntimeException.class, failed.getCause());
        assertNull(cause.getCause());
        return cause.toString();
    }
}
