package org.carrel.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.carrel.ingest.ExtractorSettings.Times;
import org.carrel.ingest.transcript.Transcript.Progress;
import org.carrel.ingest.wire.WireEvent;
import org.carrel.ingest.wire.WireEvent.Answered;
import org.carrel.ingest.wire.WireEvent.Declined;
import org.carrel.ingest.wire.WireEvent.Ready;
import org.carrel.ingest.wire.WireEvent.Stage;
import org.carrel.ingest.wire.WireEvent.Taken;
import org.carrel.ingest.wire.WireInput;
import org.carrel.ingest.wire.WireOutput;
import org.carrel.ingest.wire.WireRequest;
import org.jspecify.annotations.Nullable;

/**
 * One running child, seen from the server. A thread of its own reads what the child says, so that
 * whoever waits for it can stop waiting. Used by one thread at a time; after a {@link
 * ChildLostException} it can only be stopped.
 */
final class ChildJvm {

    private static final String RECOGNITION = "ocr";

    /** Status with which the JVM ends when memory is out, see -XX:+ExitOnOutOfMemoryError. */
    private static final int OUT_OF_MEMORY = 3;

    private static final int EXIT_SECONDS = 10;
    private static final int MAX_UNREAD = 64;

    private final Process process;
    private final Times times;
    private final WireOutput requests;
    private final BlockingQueue<Heard> heard = new ArrayBlockingQueue<>(MAX_UNREAD);
    private final Thread ear;
    private volatile @Nullable WireRequest current;
    private int files;

    /** An event, or null for the end of them. */
    private record Heard(@Nullable WireEvent event) {}

    ChildJvm(Process process, Times times) {
        this.process = process;
        this.times = times;
        this.requests = new WireOutput(process.getOutputStream());
        this.ear = new Thread(this::listen, "extraction child " + process.pid());
        ear.setDaemon(true);
        ear.start();
    }

    /** Files handed over so far. */
    int files() {
        return files;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits until it is ready; false when it ends, or is not within the limit. */
    boolean isReady() throws InterruptedException {
        Heard first = heard.poll(times.start().toMillis(), TimeUnit.MILLISECONDS);
        return first != null && first.event() instanceof Ready;
    }

    /**
     * Hands over a file and waits for the outcome.
     *
     * @throws ChildLostException when there will be none
     */
    Extraction extract(WireRequest request, Progress progress)
            throws ChildLostException, InterruptedException {
        files++;
        take(request);
        Deadline deadline = new Deadline(times);
        int recognised = 0;
        while (true) {
            WireEvent event = next(deadline.left(), true);
            switch (event) {
                case Answered(Extraction.Extracted extracted) -> {
                    long most = request.limits().attachedBytes();
                    if (!Attachments.areSound(extracted.attachments(), most)) {
                        throw lost(RefusalReason.CRASH, true);
                    }
                    return extracted;
                }
                case Declined(RefusalReason reason) -> {
                    return Refusals.of(reason);
                }
                case Stage(String stage, int done, int total) -> {
                    if (stage.equals(RECOGNITION) && done > recognised) {
                        recognised = done;
                        deadline.extend();
                    }
                    progress.at(stage, done, total);
                }
                case Ready ready -> throw lost(RefusalReason.CRASH, true);
                case Taken again -> throw lost(RefusalReason.CRASH, true);
            }
        }
    }

    private void take(WireRequest request) throws ChildLostException, InterruptedException {
        boolean silent = heard.isEmpty();
        current = request;
        try {
            request.write(requests);
        } catch (IOException e) {
            throw lost(RefusalReason.CRASH, false);
        }
        WireEvent event = next(times.document(), false);
        if (!silent || !event.equals(new Taken(request.number()))) {
            throw lost(RefusalReason.CRASH, false);
        }
    }

    private WireEvent next(Duration limit, boolean taken)
            throws ChildLostException, InterruptedException {
        // Not asked once the time is over: a child that never falls silent would go on for ever.
        Heard next = limit.isZero() ? null : heard.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
        if (next == null) {
            throw lost(RefusalReason.TIMEOUT, taken);
        }
        if (next.event() == null) {
            throw lost(ending(), taken);
        }
        return next.event();
    }

    private ChildLostException lost(RefusalReason reason, boolean taken) {
        return new ChildLostException(reason, taken, files == 1);
    }

    private RefusalReason ending() throws InterruptedException {
        boolean ended = process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS);
        return ended && process.exitValue() == OUT_OF_MEMORY
                ? RefusalReason.OUT_OF_MEMORY
                : RefusalReason.CRASH;
    }

    private void listen() {
        try {
            try (InputStream out = process.getInputStream()) {
                WireInput events = new WireInput(out);
                while (true) {
                    heard.put(new Heard(WireEvent.read(events, () -> current)));
                }
            } catch (IOException | RuntimeException e) {
                heard.put(new Heard(null));
            }
        } catch (InterruptedException e) {
            // Stopped. Whoever waits for an outcome must not wait for its time limit.
            while (!heard.offer(new Heard(null))) {
                heard.poll();
            }
        }
    }

    /** Ends it with everything that it started, and waits for that. */
    void stop() {
        List<ProcessHandle> all =
                Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        ear.interrupt();
        try {
            CompletableFuture.allOf(
                            all.stream()
                                    .map(ProcessHandle::onExit)
                                    .toArray(CompletableFuture[]::new))
                    .orTimeout(EXIT_SECONDS, TimeUnit.SECONDS)
                    .join();
            process.getOutputStream().close();
        } catch (CompletionException | IOException e) {
            // Stuck in the kernel, or its stream was closed already: there is no more to do.
        }
    }
}
