package org.carrel.access;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.carrel.problem.ProblemDocument;
import org.carrel.problem.ProblemException;
import org.carrel.problem.Problems;
import org.jboss.logging.Logger;

/**
 * Ends what goes on for longer than a moment when its reader may no longer read it. What cannot be
 * looked up counts as revoked.
 */
@ApplicationScoped
public class Revocations {

    private static final Logger LOG = Logger.getLogger(Revocations.class);

    private final Memberships memberships;
    private final long everyMillis;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("revocations").factory());

    Revocations(Memberships memberships, AccessConfig config) {
        this.memberships = memberships;
        this.everyMillis = config.revocationCheck().toMillis();
    }

    void stop(@Observes ShutdownEvent event) {
        clock.shutdownNow();
    }

    /**
     * The stream, as long as all of the scope may be read. Then it is cancelled, and its last event
     * is {@code error}.
     */
    public Multi<OutboundSseEvent> until(
            ReadableCollections scope, Multi<OutboundSseEvent> stream, Sse sse) {
        return Multi.createFrom().emitter(out -> watch(scope, stream, sse, out));
    }

    private void watch(
            ReadableCollections scope,
            Multi<OutboundSseEvent> stream,
            Sse sse,
            MultiEmitter<? super OutboundSseEvent> out) {
        Cancellable reading = stream.subscribe().with(out::emit, out::fail, out::complete);
        Future<?> checks =
                clock.scheduleWithFixedDelay(
                        () -> {
                            if (!isReadable(scope)) {
                                reading.cancel();
                                out.emit(error(sse));
                                out.complete();
                            }
                        },
                        everyMillis,
                        everyMillis,
                        TimeUnit.MILLISECONDS);
        out.onTermination(() -> {
            checks.cancel(false);
            reading.cancel();
        });
    }

    private static OutboundSseEvent error(Sse sse) {
        return sse.newEventBuilder()
                .name("error")
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(ProblemDocument.of(Problems.revoked()))
                .build();
    }

    /** For what is sent piece by piece: looks at the rights as often as at a stream's. */
    public Runnable checks(ReadableCollections scope) {
        long every = TimeUnit.MILLISECONDS.toNanos(everyMillis);
        AtomicLong next = new AtomicLong(System.nanoTime() + every);
        return () -> {
            long now = System.nanoTime();
            if (now - next.get() >= 0) {
                next.set(now + every);
                require(scope);
            }
        };
    }

    /**
     * That all of the scope may still be read.
     *
     * @throws ProblemException revoked
     */
    public void require(ReadableCollections scope) {
        if (!isReadable(scope)) {
            throw Problems.revoked();
        }
    }

    private boolean isReadable(ReadableCollections scope) {
        try {
            return memberships.of(scope.caller()).keySet().containsAll(scope.ids());
        } catch (RuntimeException e) {
            LOG.warnf("a reader's rights could not be looked up: %s", e.getMessage());
            return false;
        }
    }
}
