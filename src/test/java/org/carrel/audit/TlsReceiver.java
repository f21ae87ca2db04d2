package org.carrel.audit;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.carrel.audit.syslog.TrustStores;

/** A syslog receiver over TLS (RFC 5425) that goes away as a test tells it to. */
final class TlsReceiver implements AutoCloseable {

    private static final String PASSWORD = "changeit";

    /** Files of a receiver's key, and of whom a sender should trust. */
    record Stores(TrustStores.Store own, TrustStores.Store trusted) {

        /** A new key with a certificate for 127.0.0.1. */
        static Stores create(Path folder) throws Exception {
            Path password = Files.writeString(folder.resolve("password"), PASSWORD);
            Path own = folder.resolve("receiver.p12");
            Path trusted = folder.resolve("trusted.p12");
            Path certificate = folder.resolve("receiver.crt");
            keytool(
                    own,
                    "-genkeypair",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=receiver",
                    "-ext",
                    "san=ip:127.0.0.1");
            keytool(own, "-exportcert", "-file", certificate.toString());
            keytool(trusted, "-importcert", "-noprompt", "-file", certificate.toString());
            return new Stores(
                    new TrustStores.Store(own, password), new TrustStores.Store(trusted, password));
        }

        private static void keytool(Path store, String... arguments) throws Exception {
            var command =
                    new java.util.ArrayList<>(
                            List.of(
                                    Path.of(System.getProperty("java.home"), "bin", "keytool")
                                            .toString(),
                                    "-keystore",
                                    store.toString(),
                                    "-storetype",
                                    "PKCS12",
                                    "-storepass",
                                    PASSWORD,
                                    "-alias",
                                    "receiver"));
            command.addAll(List.of(arguments));
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(said);
            }
        }
    }

    private final SSLServerSocket server;
    private final int hangUpAfter;
    private final BlockingQueue<String> received;

    /**
     * @param port 0 for a free one
     * @param hangUpAfter messages that are read from a connection before it is cut; 0 to cut none
     * @param received where messages go, in the order in which they come
     */
    TlsReceiver(Stores stores, int port, int hangUpAfter, BlockingQueue<String> received)
            throws IOException {
        SSLContext context = TrustStores.context(stores.trusted(), stores.own());
        this.server =
                (SSLServerSocket)
                        context.getServerSocketFactory()
                                .createServerSocket(port, 10, InetAddress.getLoopbackAddress());
        this.hangUpAfter = hangUpAfter;
        this.received = received;
        Thread.ofPlatform().daemon().name("tls-receiver").start(this::run);
    }

    static BlockingQueue<String> messages() {
        return new LinkedBlockingQueue<>();
    }

    int port() {
        return server.getLocalPort();
    }

    private void run() {
        while (!server.isClosed()) {
            try (SSLSocket socket = (SSLSocket) server.accept()) {
                var in = new BufferedInputStream(socket.getInputStream());
                for (int read = 1; ; read++) {
                    received.add(message(in));
                    if (read == hangUpAfter) {
                        // What was sent and not read is lost with the connection.
                        socket.setSoLinger(true, 0);
                        break;
                    }
                }
            } catch (IOException e) {
                // The sender hung up, or this receiver was closed.
            }
        }
    }

    private static String message(InputStream in) throws IOException {
        int length = 0;
        for (int digit = in.read(); digit != ' '; digit = in.read()) {
            if (digit < '0' || digit > '9') {
                throw new EOFException("no frame");
            }
            length = length * 10 + (digit - '0');
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("half a message");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
