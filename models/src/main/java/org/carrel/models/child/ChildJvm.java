package org.carrel.models.child;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One running child, seen from outside. Threads of its own write to it and read what it says. */
final class ChildJvm implements AutoCloseable {

    /** Of an answer: more text than a model writes for one prompt. */
    private static final int MOST_LINE = 1 << 20;

    private static final int MOST_ERROR = 300;
    private static final int MOST_UNREAD = 256;
    private static final int EXIT_SECONDS = 10;

    private final Process process;
    private final ChildFolder folder;
    private final BlockingQueue<Optional<String>> said = new ArrayBlockingQueue<>(MOST_UNREAD);
    private final Thread mouth;
    private final Thread ear;
    private final Thread errors;
    private volatile String lastError = "";

    /**
     * @param input lines of the program's own; the stream stays open after them
     */
    ChildJvm(Process process, ChildFolder folder, List<String> input) {
        this.process = process;
        this.folder = folder;
        this.mouth = thread("mouth", () -> write(input));
        this.ear = thread("ear", this::listen);
        this.errors = thread("errors", this::hearErrors);
    }

    private Thread thread(String name, Runnable work) {
        return Thread.ofPlatform()
                .daemon()
                .name("model program " + process.pid() + " " + name)
                .start(work);
    }

    /**
     * Waits for what it says next.
     *
     * @return null when it said nothing for that long; empty when it has ended
     */
    @Nullable Optional<String> next(long millis) throws InterruptedException {
        return said.poll(millis, TimeUnit.MILLISECONDS);
    }

    /** The exit status; -1 when it has closed its output and goes on. */
    int status() throws InterruptedException {
        boolean ended = process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS);
        errors.join(TimeUnit.SECONDS.toMillis(EXIT_SECONDS));
        return ended ? process.exitValue() : -1;
    }

    /** The last line that it wrote to standard error, printable; empty without any. */
    String lastError() {
        return lastError;
    }

    private void write(List<String> input) {
        String text = String.join("\n", input) + (input.isEmpty() ? "\n" : "\n\n");
        try {
            OutputStream out = process.getOutputStream();
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            // It has ended, and its status says why.
        }
    }

    private void listen() {
        try (InputStream in = process.getInputStream()) {
            BoundedLines lines = new BoundedLines(in, MOST_LINE);
            for (String line = lines.next(); line != null; line = lines.next()) {
                said.put(Optional.of(line));
            }
            said.put(Optional.empty());
        } catch (IOException e) {
            endUnheard();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // Closed: nobody listens any more.
        }
    }

    private void endUnheard() {
        while (!said.offer(Optional.empty())) {
            said.poll();
        }
    }

    private void hearErrors() {
        try (InputStream in = process.getErrorStream()) {
            BoundedLines lines = new BoundedLines(in, MOST_ERROR);
            for (String line = lines.next(); line != null; line = lines.next()) {
                if (!line.isBlank()) {
                    lastError = line.replaceAll("\\p{Cntrl}+", " ").strip();
                }
            }
        } catch (IOException e) {
            // What was heard stands.
        }
    }

    /** Ends it, with everything that it started, and removes its folder. */
    @Override
    public void close() throws IOException {
        List<ProcessHandle> all =
                Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        mouth.interrupt();
        ear.interrupt();
        try {
            CompletableFuture.allOf(
                            all.stream()
                                    .map(ProcessHandle::onExit)
                                    .toArray(CompletableFuture[]::new))
                    .orTimeout(EXIT_SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            // Stuck in the kernel: there is no more to do.
        }
        folder.delete();
    }
}
