package org.carrel.launch;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.Properties;

/// The ports of one home, kept in `run/ports`, so that a later start answers at the same address.
final class Ports {
    static final String SERVER = "server";
    static final String POSTGRES = "postgres";
    static final String KEYCLOAK = "keycloak";
    static final String MANAGEMENT = "keycloak-management";

    private static final int FIRST_CHOICE = 8080;
    private static final int LAST_CHOICE = 8179;
    private static final int CONNECT_MILLIS = 300;

    private final Path file;

    Ports(Path file) {
        this.file = file;
    }

    /// A port that this process holds until it hands it to a child, so that two homes which start
    /// at the same moment cannot choose the same one.
    record Held(int port, ServerSocket socket) implements AutoCloseable {
        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot let go of port " + port, e);
            }
        }
    }

    OptionalInt recorded(String name) {
        String port = read().getProperty(name);
        return port == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(port));
    }

    /// Holds the server's port: the wanted one, else the recorded one, else 8080 or the next free.
    Held holdServer(OptionalInt wanted) {
        OptionalInt recorded = recorded(SERVER);
        if (wanted.isPresent()) {
            return keep(
                    hold(
                            wanted.getAsInt(),
                            "port %d (CARREL_PORT) is taken by another program: stop that or choose"
                                    + " another port"));
        }
        if (recorded.isPresent()) {
            return keep(
                    hold(
                            recorded.getAsInt(),
                            "port %d, where this Carrel lives, is taken by another program: stop"
                                    + " that or set CARREL_PORT to another port"));
        }
        for (int port = FIRST_CHOICE; port <= LAST_CHOICE; port++) {
            Held held = tryHold(port);
            if (held != null) {
                return keep(held);
            }
        }
        throw new LaunchFailure(
                "no port from "
                        + FIRST_CHOICE
                        + " to "
                        + LAST_CHOICE
                        + " is free: set CARREL_PORT");
    }

    /// A free loopback port for a part that nobody types in: the recorded one if still free.
    int internal(String name) {
        OptionalInt recorded = recorded(name);
        Held held = recorded.isPresent() ? tryHold(recorded.getAsInt()) : null;
        try (Held free = held == null ? tryHoldAny() : held) {
            record(name, free.port());
            return free.port();
        }
    }

    private Held keep(Held held) {
        record(SERVER, held.port());
        return held;
    }

    private static Held hold(int port, String message) {
        Held held = tryHold(port);
        if (held == null) {
            throw new LaunchFailure(String.format(message, port));
        }
        return held;
    }

    private static @org.jspecify.annotations.Nullable Held tryHold(int port) {
        try {
            ServerSocket socket = new ServerSocket(port, 1, loopback());
            if (answers("::1", port)) {
                // A browser that opens localhost may try the IPv6 address first.
                socket.close();
                return null;
            }
            return new Held(port, socket);
        } catch (IOException e) {
            return null;
        }
    }

    private static Held tryHoldAny() {
        try {
            ServerSocket socket = new ServerSocket(0, 1, loopback());
            return new Held(socket.getLocalPort(), socket);
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on the loopback address", e);
        }
    }

    private static boolean answers(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }

    private synchronized void record(String name, int port) {
        Properties ports = read();
        ports.setProperty(name, Integer.toString(port));
        try (Writer out = Files.newBufferedWriter(file)) {
            ports.store(out, null);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private synchronized Properties read() {
        Properties ports = new Properties();
        if (Files.exists(file)) {
            try (Reader in = Files.newBufferedReader(file)) {
                ports.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + file, e);
            }
        }
        return ports;
    }
}
