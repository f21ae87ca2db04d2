package org.carrel.launch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Keycloak from its own distribution, on a loopback port, behind the server at `/auth`.
///
/// Built once for PostgreSQL (`kc.sh build`), then started as that build, which is what makes a
/// later start quick. The JVM is run without `kc.sh`, with its options, so that the recorded pid is
/// the one that answers signals.
final class Keycloak {
    static final String NAME = "keycloak";

    /// Ways to sign in that this product does not offer; each left out is one less to attack, and
    /// nobody may act as another person, or the audit log would name the wrong one.
    private static final String WITHOUT =
            "authorization,admin-fine-grained-authz,ciba,device-flow,impersonation,organization";

    private static final String BUILD = "keycloak-build";
    private static final Duration READY_PATIENCE = Duration.ofMinutes(5);
    private static final int LOG_LINE_LIMIT = 200;

    private final Home home;
    private final Children children;
    private final Addresses addresses;

    /// Where Keycloak listens and what it calls itself.
    ///
    /// @param origin of the server in front, for example `http://localhost:8080`
    record Addresses(int port, int managementPort, String origin) {
        String backchannel() {
            return "http://127.0.0.1:" + port + "/auth";
        }

        /// Where the administrator manages users and roles, on this machine.
        static String console(int port) {
            return "http://127.0.0.1:" + port + "/auth/admin/carrel/console/";
        }

        String ready() {
            return "http://127.0.0.1:" + managementPort + "/health/ready";
        }
    }

    Keycloak(Home home, Children children, Addresses addresses) {
        this.home = home;
        this.children = children;
        this.addresses = addresses;
    }

    /// Unpacks and builds the distribution if that was not done for this very archive.
    ///
    /// @param archive asked for only when it is needed
    void install(Pins.Artefact pin, Supplier<Path> archive, Steps steps) {
        Path built = home.keycloak().resolve("built");
        String recipe = pin.sha256() + " " + String.join(" ", buildOptions());
        try {
            if (Files.exists(built) && Files.readString(built).equals(recipe)) {
                return;
            }
            home.create(home.keycloak());
            Files.deleteIfExists(built);
            Path verified = archive.get();
            try (Steps.Step step = steps.begin("keycloak");
                    InputStream tgz = Files.newInputStream(verified)) {
                Archives.untar(Archives.gunzip(tgz), distribution(), 1);
                build();
                Files.writeString(built, recipe);
                step.done("built for PostgreSQL");
            }
        } catch (IOException e) {
            throw new LaunchFailure("cannot unpack Keycloak: " + e.getMessage(), e);
        }
    }

    /// Starts Keycloak if it does not run yet, without waiting for it.
    ///
    /// @param bootstrapSecret of the temporary administration client that Keycloak makes at its
    ///   very first start, and ignores later
    void start(Database database, String bootstrapSecret) {
        if (children.running(NAME).isPresent()) {
            return;
        }
        Map<String, String> environment = new HashMap<>();
        environment.put("KC_DB_URL", database.url());
        environment.put("KC_DB_USERNAME", database.username());
        environment.put("KC_DB_PASSWORD", database.password());
        environment.put("KC_BOOTSTRAP_ADMIN_CLIENT_ID", RealmSetup.BOOTSTRAP_CLIENT);
        environment.put("KC_BOOTSTRAP_ADMIN_CLIENT_SECRET", bootstrapSecret);
        children.start(NAME, distribution(), startCommand(), environment);
    }

    String backchannel() {
        return addresses.backchannel();
    }

    void awaitReady() {
        ProcessHandle process =
                children.running(NAME).orElseThrow(() -> new LaunchFailure(died("Keycloak")));
        Readiness.await(process, addresses.ready(), READY_PATIENCE, () -> died("Keycloak"));
    }

    private String died(String part) {
        Path log = children.log(NAME);
        return part + " ended: " + LogTail.lastLine(log, LOG_LINE_LIMIT) + " (log: " + log + ")";
    }

    private static List<String> buildOptions() {
        return List.of(
                "--db=postgres",
                "--health-enabled=true",
                "--http-relative-path=/auth",
                "--http-management-relative-path=/",
                "--features-disabled=" + WITHOUT);
    }

    private void build() {
        List<String> command = new ArrayList<>();
        command.add(distribution().resolve("bin/kc.sh").toString());
        command.add("build");
        command.addAll(buildOptions());
        Map<String, String> environment = Map.of("JAVA_HOME", System.getProperty("java.home"));
        if (children.run(BUILD, distribution(), command, environment, () -> {}) != 0) {
            Path log = children.log(BUILD);
            throw new LaunchFailure(
                    "Keycloak's build failed: " + LogTail.lastLine(log, LOG_LINE_LIMIT));
        }
    }

    private List<String> startCommand() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions());
        command.addAll(
                List.of(
                        "-Dkc.home.dir=" + distribution(),
                        "-Djboss.server.config.dir=" + distribution().resolve("conf"),
                        "-cp",
                        distribution().resolve("lib/quarkus-run.jar").toString(),
                        "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
                        "start",
                        "--optimized",
                        "--cache=local",
                        "--http-enabled=true",
                        "--http-host=127.0.0.1",
                        "--http-port=" + addresses.port(),
                        "--http-management-host=127.0.0.1",
                        "--http-management-port=" + addresses.managementPort(),
                        "--hostname=" + addresses.origin() + "/auth",
                        // The server does not pass administration on: it is for this machine alone.
                        "--hostname-admin=" + addresses.backchannel(),
                        "--hostname-backchannel-dynamic=true",
                        "--proxy-headers=xforwarded",
                        // Not ::1 too: Keycloak takes it for a host ":" and asks a name server.
                        "--proxy-trusted-addresses=127.0.0.1",
                        "--db-pool-initial-size=1",
                        "--db-pool-max-size=20"));
        return command;
    }

    /// As `kc.sh` sets them, but for a small machine: a bounded heap, the collector with the least
    /// overhead, and the compiler that is ready first.
    private static List<String> jvmOptions() {
        return List.of(
                "-Xms64m",
                "-Xmx320m",
                "-XX:MaxMetaspaceSize=256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dfile.encoding=UTF-8",
                "-Duser.language=en",
                "-Duser.country=US",
                "-Djava.security.egd=file:/dev/urandom",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                        + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "-Dpicocli.disable.closures=true",
                // Its schema tool would tell its makers of each start.
                "-Dliquibase.analytics.enabled=false",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "--add-opens=java.base/java.security=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED");
    }

    private Path distribution() {
        return home.keycloak().resolve("distribution");
    }
}
