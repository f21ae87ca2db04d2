package org.carrel.answer;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** A client that reads as far as it likes and leaves. */
public final class Client implements AutoCloseable {

    /** What never comes is to fail a test, not to hold up all others. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Socket socket;
    private final BufferedReader lines;

    private Client(Socket socket) throws IOException {
        this.socket = socket;
        this.lines =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /** One that asks for events. */
    public static Client listening(String path, String body) throws IOException {
        return asking(path, "text/event-stream", body);
    }

    /** One that has sent a question. */
    public static Client asking(String path, String accept, String body) throws IOException {
        Socket socket = new Socket("localhost", RestAssured.port);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head =
                "POST %s HTTP/1.1\r\nHost: localhost\r\nAccept: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                        .formatted(path, accept, bytes.length);
        socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().write(bytes);
        return new Client(socket);
    }

    /** Reads up to an event of that name. */
    public void hears(String event) throws IOException {
        String line = lines.readLine();
        while (line != null && !line.startsWith("event:" + event)) {
            line = lines.readLine();
        }
        assertNotNull(line);
    }

    /** Reads up to a line that holds this. */
    public void reads(String text) throws IOException {
        String line = lines.readLine();
        while (line != null && !line.contains(text)) {
            line = lines.readLine();
        }
        assertNotNull(line);
    }

    /** Waits until it holds. */
    public static void await(Callable<Boolean> condition) throws Exception {
        long begun = System.nanoTime();
        while (!condition.call()) {
            assertTrue(System.nanoTime() - begun < PATIENCE.toNanos(), "awaited in vain");
            LockSupport.parkNanos(5_000_000);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
