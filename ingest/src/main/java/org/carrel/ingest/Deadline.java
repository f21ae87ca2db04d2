package org.carrel.ingest;

import java.time.Duration;
import org.carrel.ingest.ExtractorSettings.Times;

/** How long a child may still take for a document, from the moment this is made. */
final class Deadline {

    private final Times times;
    private final long start = System.nanoTime();
    private long limit;

    Deadline(Times times) {
        this.times = times;
        this.limit = Math.min(times.document().toNanos(), times.total().toNanos());
    }

    Duration left() {
        return Duration.ofNanos(Math.max(0, limit - elapsed()));
    }

    /** A page was recognised: there is at least the time of one for what follows, within total. */
    void extend() {
        long wanted = Math.max(limit, elapsed() + times.recognisedPage().toNanos());
        limit = Math.min(wanted, times.total().toNanos());
    }

    private long elapsed() {
        return System.nanoTime() - start;
    }
}
