package org.carrel.answer.larger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.carrel.models.Generation;
import org.carrel.models.LanguageModel;
import org.carrel.models.ModelDescription;
import org.carrel.models.QueueFullException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A model behind {@code /v1/chat/completions}. Its tokens are not known here: they are counted too
 * high rather than too low.
 */
final class RemoteModel implements LanguageModel {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(15);
    private static final double LETTERS_PER_TOKEN = 3;

    /** Longest text that a token makes, on average; more of it is not taken. */
    private static final int MOST_LETTERS_PER_TOKEN = 8;

    private static final Logger LOG = Logger.getLogger(RemoteModel.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * What is spoken to.
     *
     * @param key sent as bearer token; empty sends none
     * @param tls which certificate is shown and which are believed; null for what the Java runtime
     *     does by itself. The server's name is checked in any case.
     * @param concurrent answers under way at a time
     */
    record Settings(
            InternalAddress address,
            String model,
            String key,
            @Nullable SSLContext tls,
            Duration timeout,
            int concurrent,
            int contextLength) {
        @Override
        public String toString() {
            return "Settings[" + address.place() + "]"; // never the key
        }
    }

    private final Settings settings;
    private final HttpClient client;
    private final Semaphore free;
    private final Set<RemoteGeneration> running = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("larger-model-clock").factory());

    RemoteModel(Settings settings) {
        this.settings = settings;
        this.free = new Semaphore(settings.concurrent());
        // HTTP/1.1: closing one answer closes its connection, which the server notices.
        HttpClient.Builder builder =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .proxy(HttpClient.Builder.NO_PROXY)
                        .connectTimeout(CONNECT);
        this.client =
                settings.tls() == null
                        ? builder.build()
                        : builder.sslContext(settings.tls()).build();
    }

    /**
     * Asks whether it is there.
     *
     * @return whether it answers
     * @throws RefusedAddressException when it may not be spoken to, or sends elsewhere
     */
    boolean probe() {
        try {
            settings.address().check();
            int status =
                    client.send(
                                    to("v1/models").timeout(CONNECT).GET().build(),
                                    BodyHandlers.discarding())
                            .statusCode();
            if (status >= 300 && status < 400) {
                throw new RefusedAddressException(
                        settings.address().place() + " redirects elsewhere");
            }
            return status == 200;
        } catch (SSLException e) {
            LOG.warnf("no TLS with the larger model: %s", e.getMessage());
            return false;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public ModelDescription description() {
        return new ModelDescription(settings.model(), "unknown", settings.contextLength());
    }

    @Override
    public int countTokens(String text) {
        return (int) Math.ceil(text.length() / LETTERS_PER_TOKEN);
    }

    /** The messages as they are sent: what template is put around them, the server there knows. */
    @Override
    public String asRead(Prompt prompt) {
        return prompt.system() + "\n" + prompt.user();
    }

    /** Greedy, whatever is asked: what a server there would make of the rest is not known. */
    @Override
    public Generation generate(Request request, Consumer<String> onText) {
        if (!free.tryAcquire()) {
            throw new QueueFullException(settings.concurrent(), RETRY_AFTER);
        }
        Prompt prompt = request.prompt();
        Limits limits = request.limits();
        RemoteGeneration generation =
                new RemoteGeneration(
                        client,
                        to("v1/chat/completions")
                                .timeout(settings.timeout())
                                .header("Content-Type", "application/json")
                                .header("Accept", "text/event-stream")
                                .POST(BodyPublishers.ofString(body(prompt, limits)))
                                .build(),
                        settings.address(),
                        new WrittenText(
                                limits.stops(),
                                limits.maxTokens() * MOST_LETTERS_PER_TOKEN,
                                onText),
                        sha256(prompt.system() + "\n" + prompt.user()));
        running.add(generation);
        ScheduledFuture<?> deadline =
                clock.schedule(
                        generation::expire, settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
        Thread.ofVirtual().name("larger-model").start(() -> run(generation, deadline));
        return generation;
    }

    private void run(RemoteGeneration generation, ScheduledFuture<?> deadline) {
        try {
            generation.run();
        } finally {
            deadline.cancel(false);
            running.remove(generation);
            free.release();
        }
    }

    private HttpRequest.Builder to(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(settings.address().call(path));
        return settings.key().isEmpty()
                ? request
                : request.header("Authorization", "Bearer " + settings.key());
    }

    private String body(Prompt prompt, Limits limits) {
        List<Map<String, String>> messages = new ArrayList<>();
        if (!prompt.system().isEmpty()) {
            messages.add(Map.of("role", "system", "content", prompt.system()));
        }
        messages.add(Map.of("role", "user", "content", prompt.user()));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("model", settings.model());
        body.put("messages", messages);
        body.put("max_tokens", limits.maxTokens());
        body.put("temperature", 0);
        body.put("stream", true);
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of strings is always JSON", e);
        }
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    @Override
    public void close() {
        running.forEach(RemoteGeneration::cancel);
        clock.shutdownNow();
        client.shutdownNow();
    }
}
