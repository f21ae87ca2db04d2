package org.carrel.launch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Waits until a child's health address answers 200, or the child ends, whichever is first.
final class Readiness {
    private static final int POLL_MILLIS = 150;
    private static final Duration CALL_PATIENCE = Duration.ofSeconds(5);
    private static final int OK = 200;

    private Readiness() {}

    /// @param died the message if the process ends before it is ready
    static void await(ProcessHandle process, String url, Duration patience, Supplier<String> died) {
        long giveUp = System.nanoTime() + patience.toNanos();
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(CALL_PATIENCE).build()) {
            while (!ready(client, url)) {
                if (!process.isAlive()) {
                    throw new LaunchFailure(died.get());
                }
                if (System.nanoTime() > giveUp) {
                    throw new LaunchFailure(
                            url + " was not ready after " + patience.toSeconds() + " s");
                }
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchFailure("interrupted while waiting for " + url);
        }
    }

    /// One look.
    static boolean answers(String url) {
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(CALL_PATIENCE).build()) {
            return ready(client, url);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean ready(HttpClient client, String url) throws InterruptedException {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(url)).timeout(CALL_PATIENCE).build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException e) {
            // Not listening yet.
            return false;
        }
    }
}
