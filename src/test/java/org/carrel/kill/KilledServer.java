package org.carrel.kill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * The packaged server as a process of its own, with tokens signed here in the place of Keycloak's,
 * to be killed at any moment.
 */
final class KilledServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** All that a system may be allowed; the role says what of it. */
    private static final String SCOPES =
            "carrel:read carrel:ask carrel:write carrel:audit carrel:manage carrel:operate";

    private static final Duration READY = Duration.ofMinutes(3);

    private final Path home;
    private final String database;
    private final Map<String, String> settings;
    private final List<String> roles;
    private final int port;
    private final KeyPair keys;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
    private Process process;

    /** One that only documents are brought to. */
    KilledServer(Path home, String database) throws IOException, GeneralSecurityException {
        this(home, database, Map.of("CARREL_LANGUAGE_MODEL_NAME", "none"), List.of("legal"));
    }

    /**
     * @param settings as the environment names them
     * @param roles of whoever calls it
     */
    KilledServer(Path home, String database, Map<String, String> settings, List<String> roles)
            throws IOException, GeneralSecurityException {
        this.home = home;
        this.database = database;
        this.settings = settings;
        this.roles = roles;
        try (ServerSocket free = new ServerSocket(0)) {
            this.port = free.getLocalPort();
        }
        this.keys = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    }

    /** What the server answered. */
    record Answer(int status, JsonNode body, Map<String, List<String>> headers) {
        boolean ok() {
            return status >= 200 && status < 300;
        }
    }

    void start() throws IOException, InterruptedException {
        Path jar = Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath();
        if (!Files.exists(jar)) {
            throw new AssertionError("package the server first: " + jar);
        }
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx768m",
                        "--add-modules=jdk.incubator.vector",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-jar",
                        jar.toString());
        builder.environment()
                .putAll(
                        Map.of(
                                "CARREL_HOME", home.toString(),
                                "CARREL_INBOX_POLL", "200ms",
                                "CARREL_INDEXING_HEARTBEAT_INTERVAL", "500ms",
                                "QUARKUS_HTTP_PORT", Integer.toString(port),
                                "QUARKUS_DATASOURCE_JDBC_URL", database,
                                "QUARKUS_DATASOURCE_USERNAME", "postgres",
                                "QUARKUS_DATASOURCE_PASSWORD", "postgres",
                                "QUARKUS_OIDC_TOKEN_ISSUER", "kill-test",
                                "QUARKUS_OIDC_PUBLIC_KEY", base64(keys.getPublic().getEncoded())));
        builder.environment().putAll(settings);
        builder.redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(home.resolve("server.log").toFile()));
        process = builder.start();
        awaitReady();
    }

    private void awaitReady() throws InterruptedException {
        Instant deadline = Instant.now().plus(READY);
        while (Instant.now().isBefore(deadline)) {
            if (!process.isAlive()) {
                throw new AssertionError("the server ended; see " + home.resolve("server.log"));
            }
            try {
                HttpRequest ready =
                        HttpRequest.newBuilder(
                                        URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
                                .timeout(Duration.ofSeconds(5))
                                .build();
                if (client.send(ready, BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // Not yet.
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError("the server is not ready; see " + home.resolve("server.log"));
    }

    /** SIGKILL to the server and whatever it started. */
    void kill() throws InterruptedException {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        process.waitFor();
    }

    /**
     * SIGKILL to the server alone.
     *
     * @return what it had started
     */
    List<ProcessHandle> killAlone() throws InterruptedException {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        process.waitFor();
        return children;
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(request(path).GET().build());
    }

    Answer post(String path, String json) throws IOException, InterruptedException {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json))
                        .build());
    }

    Answer put(String path, String json) throws IOException, InterruptedException {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(json))
                        .build());
    }

    Answer upload(String collection, String name, String text)
            throws IOException, InterruptedException {
        String form =
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n%s\r\n--b--\r\n"
                        .formatted(name, text);
        return send(
                request("/collections/" + collection + "/documents")
                        .header("Content-Type", "multipart/form-data; boundary=b")
                        .POST(BodyPublishers.ofString(form))
                        .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token());
    }

    private Answer send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
        JsonNode body =
                response.body().length == 0 ? JSON.nullNode() : JSON.readTree(response.body());
        return new Answer(response.statusCode(), body, response.headers().map());
    }

    private String token() {
        long now = Instant.now().getEpochSecond();
        String head = url("{\"alg\":\"RS256\",\"typ\":\"JWT\"}");
        String claims =
                url(
                        ("{\"iss\":\"kill-test\",\"aud\":\"carrel-api\",\"sub\":\"ada\",\"jti\":\"%s\",\"iat\":%d,"
                                        + "\"exp\":%d,\"scope\":\"%s\",\"realm_access\":{\"roles\":[\"%s\"]}}")
                                .formatted(
                                        UUID.randomUUID(),
                                        now,
                                        now + 600,
                                        SCOPES,
                                        String.join("\",\"", roles)));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update((head + "." + claims).getBytes(StandardCharsets.US_ASCII));
            return head
                    + "."
                    + claims
                    + "."
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String url(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null) {
            kill();
        }
        client.close();
    }
}
