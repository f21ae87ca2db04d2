package org.carrel.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.carrel.indexing.Jobs;
import org.carrel.problem.Problems;

/** Whether there is room for one more file: on the disk and in the queue. */
@ApplicationScoped
class Room {

    private static final Duration RETRY = Duration.ofSeconds(30);

    /** A file lies plain while it is encrypted. */
    private static final int COPIES = 2;

    private static final long MEGABYTE = 1024 * 1024;

    private final Jobs jobs;
    private final Path disk;
    private final long minFree;

    Room(Jobs jobs, IntakeConfig config) {
        this.jobs = jobs;
        this.disk = config.disk();
        this.minFree = config.minFree().asLongValue();
    }

    /**
     * That a file may come.
     *
     * @param bytes its size, as far as it is not on the disk yet
     * @throws org.carrel.problem.ProblemException busy or insufficient-storage, with the time after
     *     which to ask again
     */
    void require(long bytes) {
        if (jobs.isFull()) {
            throw Problems.full("Too many documents wait to be indexed; try again later.", RETRY);
        }
        if (free() - COPIES * bytes < minFree) {
            throw Problems.noRoom(
                    "The server's disk is nearly full: %d MB must stay free. Ask its operator."
                            .formatted(minFree / MEGABYTE),
                    RETRY);
        }
    }

    private long free() {
        try {
            return Files.getFileStore(disk).getUsableSpace();
        } catch (IOException e) {
            throw new IllegalStateException("the room on the disk is not known", e);
        }
    }
}
