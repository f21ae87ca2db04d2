package org.carrel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * A newcomer's walk with nothing replaced: the launcher, PostgreSQL, Keycloak, Tika's child,
 * Lucene, the language model in Jlama and a browser.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EndToEndIT {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern ADDRESS = Pattern.compile("http://localhost:\\d+");

    private static Path home;
    private static String started;

    @BeforeAll
    static void up() throws Exception {
        home = Files.createTempDirectory("carrel-end-to-end");
        Run run = carrel(20, "up", "--detach");
        assertEquals(0, run.exit(), run.output());
        started = run.output();
    }

    @AfterAll
    static void down() throws Exception {
        assertEquals(0, carrel(2, "down").exit());
        FileUtils.deleteDirectory(home.toFile());
    }

    @Test
    @Order(1)
    void aPersonSignsInUploadsAsksAndSeesTheHighlight() throws Exception {
        ProcessBuilder browser = new ProcessBuilder("npm", "run", "e2e");
        browser.directory(ROOT.resolve("ui").toFile());
        browser.environment()
                .putAll(
                        Map.of(
                                "CARREL_URL", first(ADDRESS, 0),
                                "CARREL_USER", "reader",
                                "CARREL_PASSWORD", password("reader"),
                                "CARREL_ADMIN_USER", "admin",
                                "CARREL_ADMIN_PASSWORD", password("admin"),
                                "CARREL_SAMPLES", ROOT.resolve("ingest/samples").toString()));
        Run run = run(browser, 20);
        assertEquals(0, run.exit(), run.output());
    }

    @Test
    @Order(2)
    void theLauncherIngestsAndAsksWithTheModel() throws Exception {
        Path samples = ROOT.resolve("ingest/samples");
        Run ingest =
                carrel(
                        5,
                        "ingest",
                        samples.resolve("discharge-note.txt").toString(),
                        "--collection",
                        "Ward",
                        "--kind",
                        "patient");
        assertEquals(0, ingest.exit(), ingest.output());
        // A look-up needs no model.
        assertEquals("extract", asked("auto").path("route").asText());
        JsonNode answer = asked("generate");
        assertEquals("generate", answer.path("route").asText());
        assertEquals("tinyllama-1.1b-chat", answer.path("model").asText());
        assertFalse(answer.path("citations").isEmpty());
        String text = Files.readString(samples.resolve("discharge-note.txt"));
        for (JsonNode citation : answer.path("citations")) {
            // The canonical text has its white space put in order.
            assertTrue(
                    flat(text).contains(flat(citation.path("quote").asText())),
                    "quote not in document");
        }
    }

    private JsonNode asked(String route) throws Exception {
        Run ask =
                carrel(
                        5,
                        "ask",
                        "When is the follow-up?",
                        "--collection",
                        "Ward",
                        "--route",
                        route,
                        "--json");
        assertEquals(0, ask.exit(), ask.output());
        return json(ask.output());
    }

    @Test
    @Order(3)
    void statusNamesTheParts() throws Exception {
        Run status = carrel(1, "status");
        assertEquals(0, status.exit(), status.output());
        for (String part : List.of("server", "keycloak", "postgres")) {
            assertTrue(
                    Pattern.compile(part + "\\s+running").matcher(status.output()).find(),
                    status.output());
        }
    }

    @Test
    @Order(4)
    void theSignInStandsInTheLog() throws Exception {
        HttpResponse<String> events = get("/api/v1/audit/events?action=signin.success");
        assertEquals(200, events.statusCode(), events.body());
        JsonNode entry = json(events.body()).path("items").path(0);
        assertEquals("carrel-ui", entry.path("details").path("client").asText(), events.body());
        assertFalse(entry.path("actor").asText().isBlank(), events.body());
        HttpResponse<String> changes = get("/api/v1/audit/events?action=identity.changed");
        assertFalse(json(changes.body()).path("items").isEmpty(), changes.body());
    }

    @Test
    @Order(5)
    void noSecretIsInAnyLog() throws Exception {
        List<String> secrets = new ArrayList<>(List.of(password("admin"), password("reader")));
        try (Stream<Path> files = Files.list(home.resolve("secrets"))) {
            for (Path file : files.toList()) {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
                if (text.length() >= 12) {
                    secrets.add(text);
                }
            }
        }
        assertTrue(secrets.size() > 4, "secrets");
        try (Stream<Path> logs = Files.list(home.resolve("logs"))) {
            for (Path log : logs.toList()) {
                String text = Files.readString(log, StandardCharsets.ISO_8859_1);
                for (String secret : secrets) {
                    assertFalse(text.contains(secret), log.toString());
                }
                assertFalse(text.contains("eyJhbGciOi"), log.toString());
            }
        }
    }

    private static HttpResponse<String> get(String path) throws Exception {
        Run token = carrel(1, "token");
        assertEquals(0, token.exit());
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(first(ADDRESS, 0) + path))
                        .header("Authorization", "Bearer " + token.output().strip())
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private static String password(String user) {
        return first(
                Pattern.compile("Sign in as\\s+" + user + "\\b.*\\s+Password\\s+(\\S{12,})"), 1);
    }

    private static String first(Pattern pattern, int group) {
        Matcher matcher = pattern.matcher(started);
        assertTrue(matcher.find(), started);
        return matcher.group(group);
    }

    private static String flat(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    private static JsonNode json(String output) throws IOException {
        return new ObjectMapper().readTree(output.substring(output.indexOf('{')));
    }

    private record Run(int exit, String output) {}

    private static Run carrel(int minutes, String... arguments) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(ROOT.resolve("carrel").toString());
        for (String argument : arguments) {
            builder.command().add(argument);
        }
        return run(builder, minutes);
    }

    private static Run run(ProcessBuilder builder, int minutes) throws Exception {
        Path output = Files.createTempFile("carrel-run", ".log");
        builder.environment().put("CARREL_HOME", home.toString());
        builder.environment().put("CARREL_BUILD", "none");
        builder.environment().remove("CARREL_PORT");
        Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        boolean ended = process.waitFor(minutes, TimeUnit.MINUTES);
        if (!ended) {
            process.destroy();
        }
        String text = Files.readString(output, StandardCharsets.UTF_8);
        assertTrue(ended, text);
        return new Run(process.exitValue(), text);
    }
}
