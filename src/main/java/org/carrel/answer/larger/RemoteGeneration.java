package org.carrel.answer.larger;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.SSLException;
import org.carrel.models.Generation;
import org.jspecify.annotations.Nullable;

/** One answer of the larger model, from the request to its last piece. */
final class RemoteGeneration implements Generation, Runnable {

    private final HttpClient client;
    private final HttpRequest request;
    private final InternalAddress address;
    private final WrittenText written;
    private final String promptSha256;
    private final CompletableFuture<Result> result = new CompletableFuture<>();
    private final long start = System.nanoTime();
    private long firstAt;
    private int pieces;
    private volatile boolean cancelled;
    private volatile boolean late;
    private @Nullable Thread worker;
    private @Nullable InputStream body;

    RemoteGeneration(
            HttpClient client,
            HttpRequest request,
            InternalAddress address,
            WrittenText written,
            String promptSha256) {
        this.client = client;
        this.request = request;
        this.address = address;
        this.written = written;
        this.promptSha256 = promptSha256;
    }

    @Override
    public CompletionStage<Result> result() {
        return result.minimalCompletionStage();
    }

    @Override
    public void cancel() {
        cancelled = true;
        hangUp();
    }

    /** The time is up: what has come stands, cut; nothing is a failure. */
    void expire() {
        late = true;
        hangUp();
    }

    /** Closes the connection, so that the other side stops computing. */
    private synchronized void hangUp() {
        if (body != null) {
            close(body);
        }
        if (worker != null) {
            worker.interrupt();
        }
    }

    private synchronized void working(@Nullable Thread thread) {
        worker = thread;
    }

    private synchronized void reading(InputStream in) {
        body = in;
    }

    private static void close(InputStream in) {
        try {
            in.close();
        } catch (IOException e) {
            // It is being given up.
        }
    }

    @Override
    public void run() {
        working(Thread.currentThread());
        try {
            Finish finish = cancelled ? Finish.CANCELLED : receive();
            written.end();
            complete(finish);
        } catch (IOException | InterruptedException | RuntimeException e) {
            fail(e);
        } catch (Error e) {
            result.completeExceptionally(e);
            throw e;
        } finally {
            working(null);
        }
    }

    private Finish receive() throws IOException, InterruptedException {
        address.check();
        HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
        try (InputStream in = new BufferedInputStream(response.body())) {
            reading(response.body());
            accept(response);
            ChatEvents events = new ChatEvents(in);
            boolean cut = false;
            for (ChatEvents.Piece piece = events.next(); piece != null; piece = events.next()) {
                if (cancelled || late) {
                    return cancelled ? Finish.CANCELLED : Finish.LENGTH;
                }
                cut = piece.cut();
                if (!piece.text().isEmpty()) {
                    pieces++;
                    firstAt = firstAt == 0 ? System.nanoTime() : firstAt;
                }
                if (!written.add(piece.text())) {
                    return written.isFull() ? Finish.LENGTH : Finish.STOP;
                }
                if (cut) {
                    return Finish.LENGTH;
                }
            }
            return Finish.STOP;
        }
    }

    private static void accept(HttpResponse<InputStream> response) {
        int status = response.statusCode();
        if (status >= 300 && status < 400) {
            throw new RemoteFailedException("answered with a redirect, which is not followed");
        }
        if (status != 200) {
            throw new RemoteFailedException("answered with status " + status);
        }
        String type = response.headers().firstValue("content-type").orElse("");
        if (!type.startsWith("text/event-stream")) {
            throw new RemoteFailedException("answered with something other than an event stream");
        }
    }

    private void fail(Exception failure) {
        if (cancelled) {
            complete(Finish.CANCELLED);
        } else if (late && !written.text().isEmpty()) {
            written.end();
            complete(Finish.LENGTH);
        } else if (late) {
            result.completeExceptionally(new RemoteFailedException("took too long"));
        } else if (failure instanceof SSLException) {
            result.completeExceptionally(
                    new RemoteFailedException("and this server do not trust each other (TLS)"));
        } else if (failure instanceof RuntimeException) {
            result.completeExceptionally(failure);
        } else {
            result.completeExceptionally(
                    new RemoteFailedException("cannot be reached or broke off", failure));
        }
    }

    private void complete(Finish finish) {
        long end = System.nanoTime();
        result.complete(
                new Result(
                        written.text(),
                        finish,
                        0,
                        pieces,
                        promptSha256,
                        Duration.ofNanos(firstAt == 0 ? end - start : firstAt - start),
                        Duration.ofNanos(end - start)));
    }
}
