package org.carrel.launch;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// What a person can set for the launcher, read from the environment. An empty variable counts as
/// unset.
///
/// | variable | meaning | default |
/// |---|---|---|
/// | `CARREL_HOME` | all state | `~/.carrel` |
/// | `CARREL_DOWNLOADS` | cache of verified downloads | `CARREL_HOME/downloads` |
/// | `CARREL_HOST` | address the server listens on | `127.0.0.1` |
/// | `CARREL_PORT` | port of the server | 8080, or the next free one |
/// | `CARREL_MODEL` | `none`: run without a language model | `tinyllama-1.1b-chat` |
/// | `CARREL_PURPOSE` | purpose of use that the commands state when they open patients' records | `HOPERAT` |
/// | `CARREL_SERVER_HEAP` | the server's largest Java heap | `1g` |
/// | `CARREL_DATABASE_URL`, `_USERNAME`, `_PASSWORD` | an external PostgreSQL for Carrel | embedded |
/// | `CARREL_DATABASE_OWNER_USERNAME`, `_PASSWORD` | who owns the tables in it | the same user |
/// | `CARREL_IDENTITY_URL` | an external Keycloak, up to its relative path | embedded |
/// | `CARREL_IDENTITY_DATABASE_URL`, `_USERNAME`, `_PASSWORD` | an external PostgreSQL for the
/// embedded Keycloak | embedded |
record Settings(Map<String, String> environment) {
    private static final int MAX_PORT = 65_535;

    static Settings fromEnvironment() {
        return new Settings(System.getenv());
    }

    Path home() {
        return text("CARREL_HOME")
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".carrel"));
    }

    Path downloads() {
        return text("CARREL_DOWNLOADS").map(Path::of).orElseGet(() -> home().resolve("downloads"));
    }

    /// The folder of the sources, in which Maven runs.
    Path repository() {
        return Path.of(text("CARREL_REPOSITORY").orElse(".")).toAbsolutePath().normalize();
    }

    String host() {
        return text("CARREL_HOST").orElse("127.0.0.1");
    }

    OptionalInt port() {
        Optional<String> port = text("CARREL_PORT");
        return port.isEmpty() ? OptionalInt.empty() : OptionalInt.of(portNumber(port.get()));
    }

    boolean withModel() {
        return !text("CARREL_MODEL").orElse("").equalsIgnoreCase("none");
    }

    /// One of org.carrel.access.PurposeOfUse; the server refuses any other.
    String purpose() {
        return text("CARREL_PURPOSE").orElse("HOPERAT");
    }

    String serverHeap() {
        return text("CARREL_SERVER_HEAP").orElse("1g");
    }

    Optional<Database> database() {
        return external("CARREL_DATABASE");
    }

    /// Who owns the tables of an external database, where that is not the server's user.
    Optional<Database> databaseOwner() {
        return text("CARREL_DATABASE_OWNER_USERNAME")
                .flatMap(owner ->
                        text("CARREL_DATABASE_URL")
                                .map(url ->
                                        new Database(
                                                url,
                                                owner,
                                                text("CARREL_DATABASE_OWNER_PASSWORD")
                                                        .orElse(""))));
    }

    Optional<Database> identityDatabase() {
        return external("CARREL_IDENTITY_DATABASE");
    }

    Optional<String> identityUrl() {
        return text("CARREL_IDENTITY_URL").map(url -> url.replaceAll("/+$", ""));
    }

    private Optional<Database> external(String prefix) {
        return text(prefix + "_URL")
                .map(url ->
                        new Database(
                                url,
                                text(prefix + "_USERNAME").orElse(""),
                                text(prefix + "_PASSWORD").orElse("")));
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private static int portNumber(String text) {
        try {
            int port = Integer.parseInt(text.strip());
            if (port > 0 && port <= MAX_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Falls through to the message, which is the same for every text that is not a port.
        }
        throw new LaunchFailure("CARREL_PORT is \"" + text + "\", which is not a port number", 2);
    }
}
