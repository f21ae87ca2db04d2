package org.carrel.access;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.carrel.audit.AuditLog;
import org.carrel.compliance.AuditEvent;
import org.carrel.compliance.AuditEvent.Outcome;
import org.carrel.problem.ProblemException;

/** Counts calls without a valid token; an entry a minute at most says how many there were. */
@ApplicationScoped
class UnknownCallers {

    private static final String ACTOR = "unknown";

    private final AuditLog audit;
    private final LongAdder calls = new LongAdder();
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("unknown-callers").factory());

    UnknownCallers(AuditLog audit) {
        this.audit = audit;
    }

    void start(@Observes StartupEvent event) {
        clock.scheduleWithFixedDelay(this::record, 1, 1, TimeUnit.MINUTES);
    }

    void stop(@Observes ShutdownEvent event) {
        clock.shutdownNow();
        record();
    }

    void count() {
        calls.increment();
    }

    /** Records what was counted since the last time, if anything. */
    void record() {
        long counted = calls.sumThenReset();
        if (counted == 0) {
            return;
        }
        try {
            audit.recordNow(
                    new AuditEvent(
                            Instant.now(),
                            ACTOR,
                            "access.unauthenticated",
                            Outcome.DENIED,
                            null,
                            null,
                            null,
                            Map.of("calls", Long.toString(counted))));
        } catch (ProblemException e) {
            calls.add(counted); // Said with the next ones.
        }
    }
}
