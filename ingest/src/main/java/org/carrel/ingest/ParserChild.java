package org.carrel.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.carrel.ingest.ExtractorSettings.Sizes;
import org.carrel.ingest.transcript.Transcript.Limits;
import org.carrel.ingest.wire.WireRequest;
import org.jspecify.annotations.Nullable;

/**
 * The place of one child and its folder: a child is started here when there is none, and replaced
 * when it was lost or has read enough. Used by one thread at a time, and closed by any.
 *
 * <p>A file gets a second try, in a fresh child, when the first may have been at fault: it ended or
 * fell silent before it took the file, or it ended while reading after it had read other files. A
 * file that outlasts its time limit, or ends a child that was fresh, is refused.
 */
final class ParserChild implements AutoCloseable {

    private static final int STARTS = 2;
    private static final String STOPPED = "extraction is being stopped";

    private final ExtractorSettings settings;
    private final ChildLaunch launch;
    private final ChildFolder folder;
    private @Nullable ChildJvm running;
    private boolean closed;
    private int requests;
    private long lastUse = System.nanoTime();

    ParserChild(ExtractorSettings settings, ChildLaunch launch, ChildFolder folder)
            throws IOException {
        this.settings = settings;
        this.launch = launch;
        this.folder = folder;
        folder.prepare(); // Removes what a server that was killed left.
    }

    /**
     * Reads a file in the child.
     *
     * @throws ExtractionUnavailableException when no child starts, or none takes the file
     */
    Extraction extract(ExtractionRequest request) throws IOException, InterruptedException {
        try {
            return once(request);
        } catch (ChildLostException first) {
            if (isClosed()) {
                throw new ExtractionUnavailableException(STOPPED, first);
            }
            if (!first.mayBeTheChilds()) {
                return Refusals.of(first.reason());
            }
        }
        ChildFolder.deleteInside(request.attachmentFolder());
        try {
            return once(request);
        } catch (ChildLostException second) {
            if (second.taken() && !isClosed()) {
                return Refusals.of(second.reason());
            }
            throw new ExtractionUnavailableException(
                    "two extraction children in a row took no file", second);
        }
    }

    private Extraction once(ExtractionRequest request)
            throws IOException, InterruptedException, ChildLostException {
        ChildJvm child = ready();
        boolean usable = false;
        try {
            Path taken = folder.take(request.plainFile());
            Extraction outcome = child.extract(wire(request, taken), request.progress());
            Files.deleteIfExists(taken);
            usable = isUsableAfter(outcome) && child.files() < settings.filesPerChild();
            return outcome;
        } finally {
            lastUse = System.nanoTime();
            if (!usable) {
                stop();
            }
        }
    }

    /** A stack that ran out may have left anything half done. */
    private static boolean isUsableAfter(Extraction outcome) {
        return !(outcome instanceof Extraction.Refused refused)
                || refused.reason() != RefusalReason.TOO_COMPLEX;
    }

    private WireRequest wire(ExtractionRequest request, Path taken) throws IOException {
        Sizes sizes = settings.sizes();
        Limits limits =
                new Limits(
                        sizes.textCharacters(),
                        sizes.attachments(),
                        sizes.attachedBytes(Files.size(request.plainFile())));
        return new WireRequest(
                requests++,
                taken,
                request.name(),
                request.password(),
                request.attachmentFolder().toAbsolutePath(),
                limits,
                settings.recognition().languages(),
                settings.recognition().languageFolder().toAbsolutePath());
    }

    private ChildJvm ready() throws IOException, InterruptedException {
        ChildJvm child = current();
        if (child != null && child.isAlive()) {
            return child;
        }
        for (int start = 0; start < STARTS; start++) {
            child = start();
            if (child.isReady()) {
                return child;
            }
        }
        String said = ChildLaunch.firstLine(folder.errors());
        stop();
        throw new ExtractionUnavailableException("the extraction child does not start: " + said);
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized @Nullable ChildJvm current() {
        return running;
    }

    private synchronized ChildJvm start() throws IOException {
        stop();
        if (closed) {
            throw new ExtractionUnavailableException(STOPPED);
        }
        folder.prepare();
        ChildJvm child = new ChildJvm(launch.start(folder), settings.times());
        running = child;
        return child;
    }

    /** Gives the memory of a child back that has had no work for long. */
    void stopWhenIdle() throws IOException {
        if (System.nanoTime() - lastUse > settings.times().idle().toNanos()) {
            stop();
        }
    }

    /** With what was in its folder: the file of the moment, and what it left. */
    private synchronized void stop() throws IOException {
        if (running != null) {
            running.stop();
            running = null;
            folder.clear();
        }
    }

    /** Ends the child; a thread that waits for it learns that there will be none. */
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        stop();
        folder.clear();
    }
}
