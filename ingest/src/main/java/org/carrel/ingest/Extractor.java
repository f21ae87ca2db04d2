package org.carrel.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.carrel.ingest.Extraction.Extracted;
import org.carrel.ingest.child.ExtractionChild;

/**
 * Takes text out of files that nobody vouches for. Reading happens in child JVMs without the
 * server's environment, network and keys, and with bounds on time, memory, nesting and expansion
 * (docs/adr/0011); a child that dies costs its own file and is started anew for the next. Safe for
 * use by many threads: each call waits for a free child.
 */
public final class Extractor implements AutoCloseable {

    private final ExtractorSettings settings;
    private final Path work;
    private final Isolation isolation;
    private final List<ParserChild> children = new ArrayList<>();
    private final BlockingDeque<ParserChild> free = new LinkedBlockingDeque<>();
    private final ScheduledExecutorService rest;

    /**
     * Prepares the children's folders; the first child starts with the first file.
     *
     * @throws ExtractionUnavailableException when a network namespace is required and refused
     * @throws IOException when the work folder cannot be written
     */
    public Extractor(ExtractorSettings settings) throws IOException, InterruptedException {
        this(settings, ExtractionChild.class.getName());
    }

    Extractor(ExtractorSettings settings, String mainClass)
            throws IOException, InterruptedException {
        this.settings = settings;
        this.work = settings.workFolder().toAbsolutePath();
        ChildLaunch launch = new ChildLaunch(settings, mainClass);
        for (int i = 0; i < settings.children(); i++) {
            ChildFolder folder = new ChildFolder(work.resolve("child-" + i));
            children.add(new ParserChild(settings, launch, folder));
        }
        free.addAll(children);
        this.isolation = launch.probe(new ChildFolder(work.resolve("child-0")));
        this.rest =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("extraction rest").factory());
        long pause = Math.max(1, settings.times().idle().toMillis() / 2);
        rest.scheduleWithFixedDelay(this::stopIdle, pause, pause, TimeUnit.MILLISECONDS);
    }

    /** What the kernel holds the children to here. */
    public Isolation isolation() {
        return isolation;
    }

    /**
     * Text, pages, passages and attachments of a file, or the reason why there are none.
     *
     * @throws ExtractionUnavailableException when no child can be started; the file may be fine
     * @throws IOException when the file cannot be read
     */
    public Extraction extract(ExtractionRequest request) throws IOException, InterruptedException {
        long size = Files.size(request.plainFile());
        if (size == 0) {
            return Refusals.of(RefusalReason.EMPTY_FILE);
        }
        if (size > settings.sizes().fileBytes()) {
            return Refusals.of(RefusalReason.TOO_LARGE);
        }
        ParserChild child = free.takeFirst();
        try {
            return child.extract(request);
        } finally {
            free.addFirst(child); // The warm one is used again; the others may come to rest.
        }
    }

    /** The same for a caller that has no use for attachments; there are none in the outcome. */
    public Extraction extract(Path plainFile, String name)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(work, "attachments");
        try {
            Extraction outcome =
                    extract(
                            new ExtractionRequest(
                                    plainFile, name, null, folder, (stage, done, total) -> {}));
            return outcome instanceof Extracted extracted ? alone(extracted) : outcome;
        } finally {
            ChildFolder.deleteInside(folder);
            Files.deleteIfExists(folder);
        }
    }

    private static Extracted alone(Extracted whole) {
        return new Extracted(
                whole.mediaType(),
                whole.text(),
                whole.pages(),
                whole.passages(),
                whole.words(),
                whole.properties(),
                whole.clinical(),
                List.of());
    }

    private void stopIdle() {
        for (int i = free.size(); i > 0; i--) {
            ParserChild child = free.pollLast();
            if (child == null) {
                return;
            }
            try {
                child.stopWhenIdle();
            } catch (IOException e) {
                // What it left is removed before the next start, or that one fails and says so.
            } finally {
                free.addLast(child);
            }
        }
    }

    /** Stops the children and removes what they left. */
    @Override
    public void close() throws IOException {
        rest.shutdownNow();
        for (ParserChild child : children) {
            child.close();
        }
    }
}
