package org.carrel.audit;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The thread that sequences and signs: when something was recorded, and now and then anyway. */
@ApplicationScoped
class Sequencing {

    /** After the installation's keys are there, before anything works. */
    static final int PRIORITY = 110;

    private static final Logger LOG = Logger.getLogger(Sequencing.class);

    // What another server recorded, or one that was killed.
    private static final Duration UNASKED = Duration.ofSeconds(1);

    // Events gather meanwhile: fewer transactions, and nobody waits for them.
    private static final Duration BETWEEN_ROUNDS = Duration.ofMillis(500);

    private final Sequencer sequencer;
    private final Adoption adoption;
    private final Checkpoints checkpoints;
    private final Semaphore woken = new Semaphore(0);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable Thread thread;
    private boolean failing;
    private volatile boolean failingToSign;

    Sequencing(Sequencer sequencer, Adoption adoption, Checkpoints checkpoints) {
        this.sequencer = sequencer;
        this.adoption = adoption;
        this.checkpoints = checkpoints;
    }

    void start(@Observes @Priority(PRIORITY) StartupEvent event) throws IOException {
        adoption.adopt();
        checkpoints.open();
        thread = Thread.ofPlatform().daemon().name("audit-sequencer").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped.countDown();
        wake();
        Thread started = thread;
        if (started != null) {
            started.join();
        }
    }

    /** Something was committed. */
    void wake() {
        if (woken.availablePermits() == 0) {
            woken.release();
        }
    }

    /** Whether the last attempt to sign, or to write what was signed, failed. */
    boolean isFailingToSign() {
        return failingToSign;
    }

    /**
     * Wakes, and says that the request has its entry, once the caller's transaction has committed.
     */
    Synchronization wakingAfter() {
        return new Synchronization() {
            @Override
            public void beforeCompletion() {
                // Nothing to do before.
            }

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    CurrentRequest.recorded();
                    wake();
                }
            }
        };
    }

    private void run() {
        try {
            while (!stopped.await(BETWEEN_ROUNDS.toMillis(), TimeUnit.MILLISECONDS)) {
                boolean _ = woken.tryAcquire(UNASKED.toMillis(), TimeUnit.MILLISECONDS);
                woken.drainPermits();
                sequence();
                sign();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sequence() {
        try {
            sequencer.run();
            failing = false;
        } catch (SQLException | RuntimeException e) {
            // Said once; the health check says how long it lasts.
            if (!failing) {
                LOG.errorf("audit events cannot be sequenced (%s); recording goes on", cause(e));
            }
            failing = true;
        }
    }

    private void sign() {
        try {
            checkpoints.signWhenDue();
            failingToSign = false;
        } catch (SQLException | IOException | RuntimeException e) {
            if (!failingToSign) {
                LOG.errorf("the audit log cannot be signed: %s", cause(e));
            }
            failingToSign = true;
        }
    }

    // PostgreSQL's messages can quote values.
    private static String cause(Exception e) {
        return e instanceof SQLException sql
                ? "SQL state " + sql.getSQLState()
                : String.valueOf(e.getMessage());
    }
}
