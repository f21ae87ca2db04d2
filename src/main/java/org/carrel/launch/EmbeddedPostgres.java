package org.carrel.launch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A real PostgreSQL server from its published binaries, in a folder of its own.
///
/// Passwords by SCRAM, data checksums and fsync are on; it listens on 127.0.0.1 only and on no Unix
/// socket. It runs as the caller; PostgreSQL refuses root, so under root it runs in a user
/// namespace in which it is nobody. Killed at any moment, it recovers from its log at the next
/// start.
///
/// ```java
/// EmbeddedPostgres postgres = EmbeddedPostgres.unpacked(txz, folder, password);
/// postgres.start(port);
/// postgres.createDatabase("carrel", "carrel", otherPassword);
/// … postgres.url("carrel") …
/// postgres.stop();
/// ```
public final class EmbeddedPostgres {
    static final String SUPERUSER = "postgres";

    private static final String NAME = "postgres";
    private static final Duration START_PATIENCE = Duration.ofSeconds(60);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(15);
    private static final int POLL_MILLIS = 50;
    private static final int LOG_LINE_LIMIT = 200;

    /// SQLSTATE cannot_connect_now: the server is still starting or recovering.
    private static final String STARTING = "57P03";

    private final Path binaries;
    private final Path data;
    private final Children children;
    private final String password;
    private int port;

    EmbeddedPostgres(Path binaries, Path data, Children children, String password) {
        this.binaries = binaries;
        this.data = data;
        this.children = children;
        this.password = password;
    }

    /// A server under a folder, unpacked there from a `.txz` of PostgreSQL's binaries if it is not
    /// yet. The folder must be on a disk that can execute programs.
    ///
    /// @param txz read once, and only if nothing is unpacked yet
    /// @param password the superuser's, of letters, digits, `-` and `_`
    /// @throws IOException if the archive cannot be read or the folder not written
    public static EmbeddedPostgres unpacked(InputStream txz, Path folder, String password)
            throws IOException {
        Home home = Home.open(folder, folder.resolve("downloads"));
        Path binaries = home.create(home.postgres()).resolve("binaries");
        if (!Files.isDirectory(binaries)) {
            Archives.untar(Archives.unxz(txz), binaries, 0);
        }
        return new EmbeddedPostgres(
                binaries, home.postgres().resolve("data"), new Children(home), password);
    }

    /// Starts the server, making its data folder first if there is none, and waits until it
    /// answers. A server of this folder that already runs is taken as it is.
    ///
    /// @param wanted the loopback port
    public void start(int wanted) {
        port = wanted;
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            initialise();
        }
        long giveUp = System.nanoTime() + LOCK_PATIENCE.toNanos();
        while (!launch()) {
            // After kill -9 the old server's children hold its shared memory for a moment.
            if (System.nanoTime() > giveUp) {
                throw new LaunchFailure(
                        "PostgreSQL ended at its start: " + lastLine(children.log(NAME)));
            }
            pause();
        }
    }

    /// Starts the server on a free loopback port.
    public void start() {
        try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
            port = socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("no free port", e);
        }
        start(port);
    }

    /// Makes a user and a database that it owns and that no other user but the superuser may enter.
    /// What is there stays; the user's password is set to the given one.
    ///
    /// @param name of the database and user: letters only
    public void createDatabase(String name, String user, String userPassword) {
        administration().create(name, user, userPassword);
    }

    /// Makes a database of an owner and a user who may only do in it what the owner gives; the
    /// owner signs in until {@link #shutOut}, a quarter of an hour at most. What the user owned
    /// there becomes the owner's.
    ///
    /// @param name of the database: letters only, like both users' names
    void createDatabase(String name, Database owner, Database user) {
        administration().create(owner, user, name);
    }

    /// From here on a user cannot sign in.
    void shutOut(Database user) {
        administration().shutOut(user.username());
    }

    /// The JDBC address of a database.
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /// Ends the server in PostgreSQL's "fast" way: open transactions are rolled back, the log is
    /// checkpointed. By force if that takes more than 30 s; the next start then recovers.
    public void stop() {
        stop(children);
    }

    /// Ends the embedded server of a home, whoever started it.
    static void stop(Children children) {
        children.running(NAME)
                .ifPresent(process -> {
                    // SIGINT is PostgreSQL's fast shutdown; SIGTERM would wait for clients.
                    interrupt(process.pid());
                    if (!Children.ended(process, STOP_PATIENCE)) {
                        process.destroyForcibly();
                        Children.ended(process, STOP_PATIENCE);
                    }
                });
        children.forget(NAME);
    }

    private static void interrupt(long pid) {
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(pid)).start().waitFor();
        } catch (IOException e) {
            throw new LaunchFailure("cannot signal PostgreSQL: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void initialise() {
        Path fresh = data.resolveSibling("data.new");
        Path passwordFile = data.resolveSibling("initial-password");
        try {
            Archives.delete(fresh);
            Files.deleteIfExists(passwordFile);
            Files.createFile(
                    passwordFile,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.writeString(passwordFile, password + "\n");
            List<String> command = asOrdinaryUser();
            command.addAll(
                    List.of(
                            program("initdb"),
                            "-D",
                            fresh.toString(),
                            "-U",
                            SUPERUSER,
                            "-A",
                            "scram-sha-256",
                            "--pwfile=" + passwordFile,
                            "--data-checksums",
                            "-E",
                            "UTF8",
                            "--no-locale",
                            "--locale-provider=builtin",
                            "--builtin-locale=C.UTF-8"));
            if (children.run("initdb", binaries, command, Map.of(), () -> {}) != 0) {
                throw new LaunchFailure(
                        "PostgreSQL's initdb failed: " + lastLine(children.log("initdb")));
            }
            Files.move(fresh, data, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new LaunchFailure("cannot make PostgreSQL's data folder: " + e.getMessage(), e);
        } finally {
            deleteQuietly(passwordFile);
        }
    }

    /// True when the server answers, false when it ended at once and may be tried again.
    private boolean launch() {
        ProcessHandle process = children.running(NAME).orElseGet(() -> startProcess().toHandle());
        long giveUp = System.nanoTime() + START_PATIENCE.toNanos();
        while (process.isAlive()) {
            if (answers()) {
                return true;
            }
            if (System.nanoTime() > giveUp) {
                throw new LaunchFailure(
                        "PostgreSQL does not answer on port "
                                + port
                                + ", see "
                                + children.log(NAME));
            }
            pause();
        }
        return false;
    }

    private Process startProcess() {
        List<String> command = asOrdinaryUser();
        command.addAll(List.of(program("postgres"), "-D", data.toString()));
        Map<String, String> options =
                Map.of(
                        "listen_addresses", "127.0.0.1",
                        "port", Integer.toString(port),
                        "unix_socket_directories", "",
                        "shared_buffers", "64MB",
                        "max_connections", "60",
                        // Neither statements nor the values of keys belong in a log file.
                        "log_min_error_statement", "panic",
                        "log_error_verbosity", "terse");
        options.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return children.start(NAME, data, command, Map.of());
    }

    private boolean answers() {
        try (Connection connection = administration().connect()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            String state = e.getSQLState();
            if (STARTING.equals(state) || state == null || state.startsWith("08")) {
                return false;
            }
            throw new LaunchFailure(
                    "PostgreSQL on port " + port + " refuses its own password (" + state + ")", e);
        }
    }

    private PostgresAdministration administration() {
        return new PostgresAdministration(new Database(url("postgres"), SUPERUSER, password));
    }

    private String program(String name) {
        return binaries.resolve("bin").resolve(name).toString();
    }

    private static List<String> asOrdinaryUser() {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "--user"));
        }
        return command;
    }

    private static String lastLine(Path log) {
        return LogTail.lastLine(log, LOG_LINE_LIMIT);
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchFailure("interrupted while PostgreSQL started");
        }
    }

    private static void deleteQuietly(@Nullable Path file) {
        if (file != null && !file.toFile().delete() && file.toFile().exists()) {
            throw new LaunchFailure("cannot delete " + file);
        }
    }
}
