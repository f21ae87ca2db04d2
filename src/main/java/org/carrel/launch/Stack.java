package org.carrel.launch;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// All parts of one home together: in which order they start, and in which they stop.
///
/// What can run at once does: the model is imported while PostgreSQL and Keycloak start.
final class Stack {
    static final String LAUNCHER = "launcher";

    /// Marks that the passwords of the first people were printed.
    private static final String TOLD = "administrator-told";

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);

    private final Home home;
    private final Settings settings;
    private final Steps steps;
    private final Children children;
    private final Secrets secrets;
    private final Ports ports;

    Stack(Home home, Settings settings, Steps steps) {
        this.home = home;
        this.settings = settings;
        this.steps = steps;
        this.children = new Children(home);
        this.secrets = new Secrets(home.secrets());
        this.ports = new Ports(home.run().resolve("ports"));
    }

    Children children() {
        return children;
    }

    Ports ports() {
        return ports;
    }

    Secrets secrets() {
        return secrets;
    }

    Downloads downloads() {
        return new Downloads(home, children, settings.repository(), steps);
    }

    /// The address of this home's server if it runs and is ready.
    Optional<String> readyAddress() {
        if (children.running(Server.NAME).isEmpty() || ports.recorded(Ports.SERVER).isEmpty()) {
            return Optional.empty();
        }
        int port = ports.recorded(Ports.SERVER).getAsInt();
        return Readiness.answers(Server.ready(port)) ? Optional.of(origin(port)) : Optional.empty();
    }

    /// Starts every part and waits until the server is ready.
    ///
    /// @return the server's address for people
    String start() {
        try (Ports.Held held = ports.holdServer(settings.port())) {
            String origin = origin(held.port());
            Pins pins = Pins.load();
            try (Work work = new Work()) {
                CompletableFuture<Void> model = work.run(() -> model(pins));
                CompletableFuture<Databases> databases = work.call(() -> databases(pins));
                CompletableFuture<Keycloak> keycloak =
                        settings.identityUrl().isPresent()
                                ? new CompletableFuture<>()
                                : work.call(() -> keycloak(pins, origin));
                String identity = identity(work, databases, keycloak, origin);
                work.await(model);
                serve(held, work.await(databases), identity, origin);
            }
            return origin;
        }
    }

    /// Stops every part, the ones that use others first.
    void stop() {
        children.stop(Server.NAME, STOP_PATIENCE);
        children.stop(Keycloak.NAME, STOP_PATIENCE);
        for (String name : children.names()) {
            if (!List.of("postgres", LAUNCHER).contains(name)) {
                // Left over from a run that was killed: a download, a build, an import.
                children.stop(name, STOP_PATIENCE);
            }
        }
        EmbeddedPostgres.stop(children);
    }

    /// Carrel's database.
    ///
    /// @param owner of its tables, where that is not the server's user
    /// @param ready keeps the owner out, once the server has brought its schema up to date
    private record Own(Database server, Optional<Database> owner, Runnable ready) {}

    /// The two databases; Keycloak's is absent where an external Keycloak is used.
    private record Databases(Own carrel, Optional<Database> keycloak) {}

    private void model(Pins pins) {
        if (!settings.withModel()) {
            steps.say(
                    "  model        none (CARREL_MODEL=none): answers are extracted, none are"
                            + " written");
            return;
        }
        new ModelStep(home, children, settings.repository()).ensure(pins, downloads(), steps);
    }

    private Databases databases(Pins pins) {
        boolean ownKeycloak = settings.identityUrl().isEmpty();
        Optional<Own> carrel =
                settings.database()
                        .map(given -> new Own(given, settings.databaseOwner(), () -> {}));
        Optional<Database> keycloak = settings.identityDatabase();
        if (carrel.isPresent() && (keycloak.isPresent() || !ownKeycloak)) {
            steps.say("  postgres     external");
            return new Databases(carrel.get(), keycloak);
        }
        Pins.Artefact pin = pins.named("postgres");
        EmbeddedPostgres postgres =
                PostgresInstall.install(
                        home, children, pin, () -> downloads().require(pin), secrets);
        try (Steps.Step step = steps.begin("postgres")) {
            postgres.start(ports.internal(Ports.POSTGRES));
            Databases databases =
                    new Databases(
                            carrel.orElseGet(() -> own(postgres)),
                            ownKeycloak
                                    ? Optional.of(
                                            keycloak.orElseGet(() -> identityDatabase(postgres)))
                                    : Optional.empty());
            step.done("PostgreSQL answers");
            return databases;
        }
    }

    /// The owner's password is good for this start alone and kept nowhere.
    private Own own(EmbeddedPostgres postgres) {
        String url = postgres.url("carrel");
        Database server = new Database(url, "carrel", secrets.get("database-carrel"));
        Database owner = new Database(url, "carrelowner", secrets.newSecret());
        postgres.createDatabase("carrel", owner, server);
        return new Own(server, Optional.of(owner), () -> postgres.shutOut(owner));
    }

    private Database identityDatabase(EmbeddedPostgres postgres) {
        String password = secrets.get("database-keycloak");
        postgres.createDatabase("keycloak", "keycloak", password);
        return new Database(postgres.url("keycloak"), "keycloak", password);
    }

    private Keycloak keycloak(Pins pins, String origin) {
        Pins.Artefact pin = pins.named("keycloak");
        Keycloak keycloak =
                new Keycloak(
                        home,
                        children,
                        new Keycloak.Addresses(
                                ports.internal(Ports.KEYCLOAK),
                                ports.internal(Ports.MANAGEMENT),
                                origin));
        keycloak.install(pin, () -> downloads().require(pin), steps);
        return keycloak;
    }

    /// Starts Keycloak, unless an external one is used, and tells where the server reaches it.
    private String identity(
            Work work,
            CompletableFuture<Databases> databases,
            CompletableFuture<Keycloak> installed,
            String origin) {
        if (settings.identityUrl().isPresent()) {
            steps.say("  keycloak     external: " + settings.identityUrl().get());
            return settings.identityUrl().get();
        }
        Keycloak keycloak = work.await(installed);
        Database database = work.await(databases).keycloak().orElseThrow();
        try (Steps.Step step = steps.begin("keycloak");
                Json json = new Json()) {
            keycloak.start(database, secrets.get(RealmSetup.BOOTSTRAP_CLIENT));
            keycloak.awaitReady();
            new RealmSetup(json, keycloak.backchannel(), origin, secrets).ensure();
            step.done("Keycloak answers");
        }
        return keycloak.backchannel();
    }

    private void serve(Ports.Held held, Databases databases, String identity, String origin) {
        Own own = databases.carrel();
        String issuer = settings.identityUrl().orElse(origin + "/auth") + "/realms/carrel";
        Server server = new Server(home, children, settings);
        try (Steps.Step step = steps.begin("server")) {
            held.close();
            server.start(
                    new Server.Surroundings(
                            held.port(), own.server(), own.owner(), identity, issuer));
            server.awaitReady(held.port());
            own.ready().run();
            step.done("the server is ready");
        }
    }

    /// Tells the passwords of the first two people once. Nothing keeps them in clear: if they were
    /// not told, because the launcher was interrupted, new ones are set. With an external Keycloak
    /// there is nothing to tell.
    ///
    /// @param renew whether to set and tell others
    void tellPasswords(boolean renew) {
        if (settings.identityUrl().isPresent() || (secrets.has(TOLD) && !renew)) {
            return;
        }
        secrets.forget(TOLD);
        String identity =
                "http://127.0.0.1:" + ports.recorded(Ports.KEYCLOAK).orElseThrow() + "/auth";
        String origin = origin(ports.recorded(Ports.SERVER).orElseThrow());
        try (Json json = new Json()) {
            RealmSetup realm = new RealmSetup(json, identity, origin, secrets);
            tell(realm, RealmSetup.READER, "to file, read and ask");
            tell(realm, RealmSetup.ADMINISTRATOR, "to see the audit log and run the machine");
        }
        steps.say("");
        steps.say("  Shown this once; new ones: carrel up --new-password");
        secrets.mark(TOLD);
    }

    private void tell(RealmSetup realm, String username, String purpose) {
        if (!realm.has(username)) {
            return;
        }
        String password = secrets.newPassword();
        realm.setPassword(username, password);
        steps.say("");
        steps.say("  Sign in as   %-8s %s".formatted(username, purpose));
        steps.say("  Password     " + password);
    }

    private static String origin(int port) {
        return "http://localhost:" + port;
    }
}
