package org.carrel.intake;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.data.Limit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Removes uploads that nobody goes on with, and files that belong to none. */
@ApplicationScoped
class UploadExpiry {

    private static final Logger LOG = Logger.getLogger(UploadExpiry.class);

    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(10);
    private static final Duration ORPHANED_AFTER = Duration.ofHours(1);
    private static final Limit AT_ONCE = Limit.of(1000);

    private final UploadRepository repository;
    private final ResumableUploads uploads;
    private final PartialFiles files;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("upload-expiry").factory());

    UploadExpiry(UploadRepository repository, ResumableUploads uploads, PartialFiles files) {
        this.repository = repository;
        this.uploads = uploads;
        this.files = files;
    }

    void start(@Observes StartupEvent event) {
        clock.scheduleWithFixedDelay(this::look, 0, BETWEEN_LOOKS.toSeconds(), TimeUnit.SECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        clock.shutdownNow();
    }

    private void look() {
        try {
            expire(Instant.now());
        } catch (IOException | RuntimeException e) {
            LOG.warnf(e, "unfinished uploads could not be removed; next try in %s", BETWEEN_LOOKS);
        }
    }

    /** Removes what has expired by then. */
    void expire(Instant now) throws IOException {
        List<UploadEntity> expired =
                QuarkusTransaction.requiringNew().call(() -> repository.expired(now, AT_ONCE));
        for (UploadEntity each : expired) {
            uploads.remove(each);
        }
        List<UUID> present = files.before(now.minus(ORPHANED_AFTER));
        if (!present.isEmpty()) {
            Set<UUID> known =
                    Set.copyOf(
                            QuarkusTransaction.requiringNew()
                                    .call(() -> repository.known(present)));
            for (UUID each : present) {
                if (!known.contains(each)) {
                    files.delete(each);
                }
            }
        }
    }
}
