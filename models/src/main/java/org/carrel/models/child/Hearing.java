package org.carrel.models.child;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/** Listens to a child until it ends, is no longer wanted, or takes too long. */
final class Hearing {

    private static final long LOOK_MILLIS = 100;

    /** Status with which the JVM ends when memory is out, see -XX:+ExitOnOutOfMemoryError. */
    private static final int OUT_OF_MEMORY = 3;

    private static final int FAILED = 1;

    private final ChildJvm child;
    private final Duration longest;
    private final ModelPrograms.Listener listener;

    Hearing(ChildJvm child, Duration longest, ModelPrograms.Listener listener) {
        this.child = child;
        this.longest = longest;
        this.listener = listener;
    }

    /**
     * @param lines gets what it writes to standard output
     * @return why it failed; empty when it ended well
     * @throws CancellationException when the listener wants it no more
     */
    Optional<String> toEnd(Consumer<String> lines) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        Optional<String> said = Optional.of("");
        while (said == null || said.isPresent()) {
            if (listener.stopped()) {
                throw new CancellationException("stopped");
            }
            if (System.nanoTime() - end > 0) {
                return Optional.of("it took longer than " + longest.toSeconds() + " seconds");
            }
            said = child.next(LOOK_MILLIS);
            if (said != null) {
                said.ifPresent(lines);
            }
        }
        return failure(child.status());
    }

    private Optional<String> failure(int status) {
        return switch (status) {
            case 0 -> Optional.empty();
            case FAILED -> Optional.of(reason());
            case OUT_OF_MEMORY -> Optional.of("it needs more memory than it is given");
            default -> Optional.of("its process ended with status " + status);
        };
    }

    /** Without the name of the program that failed. */
    private String reason() {
        String said = child.lastError().replaceFirst("^(model import|trial) failed: ", "");
        return said.isEmpty() ? "it failed and did not say why" : said;
    }
}
