package org.carrel.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Carrel's own server, as a child process.
final class Server {
    static final String NAME = "server";

    private static final Duration READY_PATIENCE = Duration.ofMinutes(3);
    private static final int LOG_LINE_LIMIT = 200;

    private final Home home;
    private final Children children;
    private final Settings settings;

    /// What the server is told about the parts that it uses.
    ///
    /// @param identity Keycloak as the server reaches it
    /// @param issuer what tokens name as their issuer
    /// @param owner who brings the database's schema up to date, where that is another user
    record Surroundings(
            int port,
            Database database,
            Optional<Database> owner,
            String identity,
            String issuer) {}

    Server(Home home, Children children, Settings settings) {
        this.home = home;
        this.children = children;
        this.settings = settings;
    }

    static String ready(int port) {
        return "http://127.0.0.1:" + port + "/q/health/ready";
    }

    void start(Surroundings surroundings) {
        Path jar = settings.repository().resolve("src/target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new LaunchFailure("the server is not built: " + jar + " is missing");
        }
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + settings.serverHeap(),
                        "-XX:+ExitOnOutOfMemoryError",
                        "--add-modules=jdk.incubator.vector",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-jar",
                        jar.toString());
        children.start(NAME, home.root(), command, environment(surroundings));
    }

    void awaitReady(int port) {
        ProcessHandle process = children.running(NAME).orElseThrow(() -> new LaunchFailure(died()));
        Readiness.await(process, ready(port), READY_PATIENCE, this::died);
    }

    private String died() {
        Path log = children.log(NAME);
        return "the server ended: " + LogTail.lastLine(log, LOG_LINE_LIMIT) + " (log: " + log + ")";
    }

    private Map<String, String> environment(Surroundings surroundings) {
        Map<String, String> environment = new HashMap<>();
        environment.put("CARREL_HOME", home.root().toString());
        environment.put("QUARKUS_HTTP_HOST", settings.host());
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(surroundings.port()));
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", surroundings.database().url());
        environment.put("QUARKUS_DATASOURCE_USERNAME", surroundings.database().username());
        environment.put("QUARKUS_DATASOURCE_PASSWORD", surroundings.database().password());
        surroundings
                .owner()
                .ifPresent(owner -> {
                    environment.put("QUARKUS_FLYWAY_JDBC_URL", owner.url());
                    environment.put("QUARKUS_FLYWAY_USERNAME", owner.username());
                    environment.put("QUARKUS_FLYWAY_PASSWORD", owner.password());
                });
        environment.put("QUARKUS_OIDC_AUTH_SERVER_URL", surroundings.identity() + "/realms/carrel");
        environment.put("QUARKUS_OIDC_TOKEN_ISSUER", surroundings.issuer());
        environment.put("CARREL_IDENTITY_URL", surroundings.identity());
        if (!settings.withModel()) {
            environment.put("CARREL_LANGUAGE_MODEL_NAME", "none");
        }
        return environment;
    }
}
